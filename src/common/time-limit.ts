import { createContext, Script } from 'node:vm';

/** What stands for a result where there was not enough time for one. */
export const TIMED_OUT = Symbol('TIMED_OUT');

const context: { work?: () => unknown } = createContext({});
const script = new Script('work()');

/** Runs synchronous work, and breaks it off after so many milliseconds, be it in the middle of a regular expression. */
export function withinTime<T>(milliseconds: number, work: () => T): T | typeof TIMED_OUT {
  context.work = work;
  try {
    return script.runInContext(context, { timeout: milliseconds }) as T;
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return TIMED_OUT;
    throw error;
  } finally {
    delete context.work;
  }
}
