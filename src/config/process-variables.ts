import type { Variables } from './load-environment.js';

/** The environment of this process: the one place that reads it. */
export function processVariables(): Variables {
  return process.env;
}
