/** Builds `dist` unless it was built from just these sources: a second start need not wait for the compiler. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const FOLDERS = ['src', 'migrations', 'examples', 'demo', 'bench'];
const FILES = ['tsconfig.json', 'tsconfig.build.json', 'nest-cli.json', 'package-lock.json'];
const STAMP = 'dist/.sources';
const LOCK = 'node_modules/.build-lock';
const PATIENCE_MS = 180_000;

const digest = (text) => createHash('sha256').update(text).digest('hex');

function sources() {
  const listed = FOLDERS.flatMap((folder) =>
    readdirSync(folder, { recursive: true })
      .filter((it) => it.endsWith('.ts'))
      .map((it) => join(folder, it)),
  );
  return digest([...listed.sort(), ...FILES].map((it) => `${it} ${digest(readFileSync(it))}`).join('\n'));
}

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** Several may want a build at once, as test suites do: one makes it, the others wait for it. */
function withLock(work) {
  for (;;) {
    try {
      mkdirSync(LOCK);
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (Date.now() - (statSync(LOCK, { throwIfNoEntry: false })?.mtimeMs ?? 0) > PATIENCE_MS)
        rmSync(LOCK, { recursive: true, force: true });
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
    }
  }
  try {
    return work();
  } finally {
    rmSync(LOCK, { recursive: true, force: true });
  }
}

process.exitCode = withLock(() => {
  const wanted = sources();
  if (read(STAMP) === wanted) return 0;
  const nest = createRequire(import.meta.url).resolve('@nestjs/cli/bin/nest.js');
  const { status } = spawnSync(process.execPath, [nest, 'build'], { stdio: 'inherit' });
  if (status === 0) writeFileSync(STAMP, wanted);
  return status ?? 1;
});
