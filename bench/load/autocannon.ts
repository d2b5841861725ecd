import { join } from 'node:path';
import { onLoadCore } from '../process/cores.js';
import type { LoadOptions, LoadResult } from './load.js';
import { runProgram } from './run-program.js';

/** A process of its own, so that it can be kept to a core. */
export async function loadWithAutocannon(options: LoadOptions): Promise<LoadResult> {
  const program = join(import.meta.dirname, 'autocannon-process.js');
  return JSON.parse(await runProgram(onLoadCore(process.execPath, program, JSON.stringify(options)))) as LoadResult;
}
