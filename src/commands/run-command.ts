import { loadEnvironment } from '../config/load-environment.js';
import { processVariables } from '../config/process-variables.js';
import type { Environment } from '../config/environment.js';
import { describeStartFailure } from '../start-failure.js';

/** Runs the work of a command and prints what it answers; a failure goes to standard error and ends the process with 1. */
export async function runCommand(work: (environment: Environment) => Promise<string>): Promise<void> {
  try {
    process.stdout.write(`${await work(loadEnvironment(processVariables()))}\n`);
  } catch (error) {
    process.stderr.write(`${describeStartFailure(error)}\n`);
    process.exitCode = 1;
  }
}
