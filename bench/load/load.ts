import { spawnSync } from 'node:child_process';
import { loadWithAutocannon } from './autocannon.js';
import { loadWithWrk } from './wrk.js';

export interface LoadOptions {
  readonly url: string;
  /** Requested in turn. */
  readonly paths: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
  /** Posted in turn, as JSON. Absent: GET. */
  readonly bodies?: readonly string[] | undefined;
  /** How many of the paths and bodies are passed over at first. Default: none. */
  readonly first?: number;
  readonly connections: number;
  readonly seconds: number;
}

export interface LoadResult {
  readonly requests: number;
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Answers other than 2xx, and requests without one. */
  readonly failures: number;
}

const hasWrk = spawnSync('wrk', ['--version']).error === undefined;

export const loadProgram = hasWrk ? 'wrk' : 'autocannon';

/** Sends requests as fast as they are answered. @throws Error when any fails: a fast refusal is no result. */
export async function load(options: LoadOptions): Promise<LoadResult> {
  const result = await (hasWrk ? loadWithWrk(options) : loadWithAutocannon(options));
  if (result.failures > 0)
    throw new Error(`${result.failures} of ${result.requests} requests to ${options.paths[0]} failed`);
  return result;
}
