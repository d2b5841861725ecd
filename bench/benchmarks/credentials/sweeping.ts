import { ask } from '../../ask.js';
import { atMost, type BenchmarkResult, median } from '../../benchmark.js';
import { type HttpCase, mediansOf, sample, type Sample } from '../../http-cases.js';
import { PUBLIC_HOST } from '../../process/workspace.js';
import { pairsOf } from './cases.js';
import { storeEnded } from './copies.js';
import type { Stand } from './stand.js';

const ENDED = Number(process.env['BENCH_ENDED_CREDENTIALS'] ?? 100_000);
const ROUNDS = 3;
const SECONDS = 4;
const WARM_UP_SECONDS = 2;
const QUIET_SAMPLES = 2;
const MOST_SLOWER = 2;

interface Round {
  readonly quiet: readonly Sample[];
  readonly sweeping: readonly Sample[];
  /** Until all were deleted. */
  readonly seconds: number;
}

/** Vends while nothing else happens, and while ended credentials are deleted, in turn. */
export async function measureSweeping(stand: Stand, progress: (text: string) => void): Promise<BenchmarkResult> {
  const rounds: Round[] = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    progress(`${round} of ${ROUNDS}: vend, while ${ENDED} ended credentials are deleted`);
    rounds.push(await measureRound(stand));
  }
  const slower = median(rounds.map(({ quiet, sweeping }) => p99Of(sweeping) / p99Of(quiet)));
  const seconds = rounds.map((it) => it.seconds.toFixed(1)).join(', ');
  return {
    measurements: [
      mediansOf(
        'vend, nothing is deleted',
        rounds.flatMap(({ quiet }) => quiet),
      ),
      mediansOf(
        'vend, ended ones are deleted',
        rounds.flatMap(({ sweeping }) => sweeping),
      ),
    ],
    bars: [atMost('p99 of vend while ended credentials are deleted, in its quiet one', slower, MOST_SLOWER)],
    notes: [
      `${ENDED.toLocaleString('en')} ended credentials were deleted while vending went on, in ${seconds} seconds`,
    ],
  };
}

/** Only what was measured from the beginning to the end while they were deleted counts. */
async function measureRound(stand: Stand): Promise<Round> {
  const vend = vendOf(stand);
  await stand.stock.clear();
  await sample(vend, WARM_UP_SECONDS);
  const quiet: Sample[] = [];
  while (quiet.length < QUIET_SAMPLES) quiet.push(await sample(vend, SECONDS));
  await storeEnded(stand.database, stand.sampleId, ENDED);
  const sweep = new Sweep(stand);
  const sweeping: Sample[] = [];
  for (;;) {
    const taken = await sample(vend, SECONDS);
    if (sweep.over) break;
    sweeping.push(taken);
  }
  return { quiet, sweeping, seconds: await sweep.seconds };
}

/** As it is measured beside the others, yet nothing is taken away in between. */
function vendOf(stand: Stand): HttpCase {
  const { request } = pairsOf(stand)[0] ?? {};
  if (!request) throw new Error('There is nothing to measure');
  const { name, server, paths, headers = {}, bodies = [] } = request;
  return { name, server, paths, headers, bodies };
}

class Sweep {
  readonly seconds: Promise<number>;
  over = false;

  constructor({ server }: Stand) {
    const began = performance.now();
    const done = ask<{ deleted: number }>(`${server.url}/sweep`, { method: 'POST', headers: { host: PUBLIC_HOST } });
    this.seconds = done.then(({ body: { deleted } }) => {
      this.over = true;
      if (deleted < ENDED) throw new Error(`${deleted} were deleted, not ${ENDED}`);
      return (performance.now() - began) / 1000;
    });
  }
}

const p99Of = (samples: readonly Sample[]) => median(samples.map((it) => it.p99Ms));
