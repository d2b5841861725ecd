import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onLoadCore } from '../process/cores.js';
import type { LoadOptions, LoadResult } from './load.js';
import { runProgram } from './run-program.js';

/** A process of its own, so that it can be kept to a core. */
export async function loadWithAutocannon(options: LoadOptions): Promise<LoadResult> {
  const program = join(import.meta.dirname, 'autocannon-process.js');
  const folder = await mkdtemp(join(tmpdir(), 'registry-autocannon-'));
  try {
    const file = join(folder, 'options.json');
    await writeFile(file, JSON.stringify(options));
    return JSON.parse(await runProgram(onLoadCore(process.execPath, program, file))) as LoadResult;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
