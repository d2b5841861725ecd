/** Packs the registry, installs the tarball in an empty folder, and lets a guest there build, boot and test itself against it. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'registry-guest-'));

function run(command, args, cwd) {
  console.log(`$ ${command} ${args.join(' ')}`);
  return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
}

function pack() {
  const [{ filename, files }] = JSON.parse(run('npm', ['pack', '--json', '--pack-destination', folder], root));
  const stray = files
    .map(({ path }) => path)
    .filter((path) => /\.(spec|e2e-spec)\.|^(test|examples|data)\//.test(path));
  if (stray.length > 0) throw new Error(`The package holds what is no part of it: ${stray.join(', ')}`);
  return filename;
}

/** The guest has what it uses itself, in the versions the registry has: two copies of Nest would not know each other. */
function install(tarball) {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const versions = { ...dependencies, ...devDependencies };
  const used = ['@nestjs/common', '@nestjs/swagger', '@types/node', 'class-validator', 'typescript'];
  const own = Object.fromEntries(used.map((name) => [name, versions[name]]));
  const manifest = {
    name: 'guest',
    private: true,
    type: 'module',
    dependencies: { ...own, 'genai-tool-registry': `file:${tarball}` },
  };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund'], folder);
}

function configureTypeScript() {
  const { compilerOptions } = JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8'));
  const own = { ...compilerOptions, outDir: 'built', types: ['node'], skipLibCheck: false };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: own, include: ['*.ts'] }));
}

try {
  const tarball = pack();
  cpSync(join(root, 'test/packaging/guest'), folder, { recursive: true });
  install(tarball);
  configureTypeScript();
  run('npx', ['tsc'], folder);
  console.log(run(process.execPath, ['--test', '--test-reporter=spec', 'built/guest.checks.js'], folder));
} catch (error) {
  console.error(error.stdout ?? error);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
