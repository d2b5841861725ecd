import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Deadline } from './deadline.js';
import { PARSING_LIBRARIES, PARSING_PROGRAM, type ParsingAnswer, type ParsingTask } from './parsing-program.js';

/** Parsing a document of a few MB takes a tenth of it. */
const MOST_HEAP_MB = 512;

/** Stands for an answer where there was not enough time, or memory, for one. */
export const BROKEN_OFF = Symbol('BROKEN_OFF');

/**
 * Parses on a thread of its own, one document at a time, so that one that would take forever neither keeps others waiting
 * nor takes the memory of all: the thread is ended, and the next document gets a new one.
 */
export class ParsingThread {
  #worker: Worker | undefined;

  async answer(task: ParsingTask, deadline: Deadline): Promise<ParsingAnswer | typeof BROKEN_OFF> {
    const worker = (this.#worker ??= started());
    const isTooLate = AbortSignal.timeout(deadline.leftMs);
    try {
      worker.postMessage(task);
      const [answer] = (await once(worker, 'message', { signal: isTooLate })) as [ParsingAnswer];
      return answer;
    } catch {
      void this.end();
      return BROKEN_OFF;
    }
  }

  async end(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }
}

function started(): Worker {
  const worker = new Worker(PARSING_PROGRAM, {
    eval: true,
    workerData: PARSING_LIBRARIES,
    env: {},
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MB },
  });
  // What ends a thread is seen by who waits for its answer, and must not end the process.
  worker.on('error', () => undefined);
  worker.unref();
  return worker;
}
