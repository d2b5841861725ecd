/** Runs every shell block of README.md and docs/ against a fresh registry, and compares what it prints. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { shellBlocks } from './blocks.mjs';
import { mask } from './mask.mjs';
import { ADMIN_PASSWORD, startServer } from './server.mjs';

const DOCUMENTED_URL = 'http://127.0.0.1:3000';
const END = '--- end of block ---';

async function documents() {
  const docs = await readdir('docs', { recursive: true });
  return ['README.md', 'CONTRIBUTING.md', ...docs.filter((it) => it.endsWith('.md')).map((it) => join('docs', it))];
}

async function runBlocks(blocks, server) {
  const script = blocks.map(({ command }) => `${command}\nprintf '\\n%s %s\\n' '${END}' "$?"`).join('\n');
  const shell = spawn('bash', ['-c', script.replaceAll(DOCUMENTED_URL, server.url)], {
    env: { ...process.env, ADMIN_PASSWORD, DATA_DIR: server.folder },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  shell.stdout.on('data', (chunk) => (printed += chunk));
  await once(shell, 'close');
  return printed.replaceAll(server.url, DOCUMENTED_URL).split(new RegExp(`\\n${END} (\\d+)\\n`));
}

async function check(file) {
  const blocks = shellBlocks(await readFile(file, 'utf8'));
  if (blocks.length === 0) return { passed: 0, failed: 0 };
  const server = await startServer();
  try {
    return compare(file, blocks, await runBlocks(blocks, server));
  } finally {
    await server.stop();
  }
}

function compare(file, blocks, results) {
  let failed = 0;
  blocks.forEach(({ command, output }, index) => {
    const [printed = '', status = 'never ran'] = results.slice(2 * index, 2 * index + 2);
    const differs = output !== undefined && mask(printed) !== mask(output);
    if (status === '0' && !differs) return;
    failed += 1;
    console.error(`✗ ${file}, block ${index + 1} (exit ${status})\n${command}\n--- printed\n${mask(printed)}`);
    if (differs) console.error(`--- documented\n${mask(output)}`);
  });
  console.log(`${failed ? '✗' : '✓'} ${file}: ${blocks.length - failed} of ${blocks.length} blocks`);
  return { passed: blocks.length - failed, failed };
}

let failures = 0;
for (const file of process.argv.length > 2 ? process.argv.slice(2) : await documents())
  failures += (await check(file)).failed;
process.exitCode = failures > 0 ? 1 : 0;
