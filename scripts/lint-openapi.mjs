/** Three judges of openapi.json: Redocly and Spectral without error or warning, and types that compile under strict. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'registry-openapi-'));
const types = join(folder, 'registry.ts');
writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');

const STEPS = [
  ['redocly', ['lint', 'openapi.json', '--config', 'redocly.yaml']],
  ['spectral', ['lint', 'openapi.json', '--ruleset', '.spectral.yaml', '--fail-severity', 'hint']],
  ['openapi-typescript', ['openapi.json', '--output', types]],
  ['tsc', ['--ignoreConfig', '--noEmit', '--strict', '--target', 'es2023', '--module', 'nodenext', types]],
];

let failed = false;
for (const [tool, parameters] of STEPS) {
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
  const { status } = spawnSync(join(root, 'node_modules/.bin', tool), parameters, { cwd: root, env, stdio: 'inherit' });
  console.log(`${tool}: ${status === 0 ? 'ok' : 'FAILED'}`);
  failed ||= status !== 0;
}
rmSync(folder, { recursive: true, force: true });
process.exitCode = failed ? 1 : 0;
