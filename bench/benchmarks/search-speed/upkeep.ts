import { atMost, type Bar, type Measurement, median } from '../../benchmark.js';
import { databaseUsage, usedBetween } from '../../process/database-usage.js';
import { cpuSeconds } from '../../process/process-usage.js';
import { timesOf } from './in-turn.js';
import { percentilesOf } from './search-figures.js';
import { amongTools, type Stand } from './stand.js';

const TRIALS = 50;
const CHANGES = 200;
const SEARCHABLE_WITHIN_MS = 1000;
const GIVE_UP_MS = 30_000;
/** No trial begins later. */
const MOST_MS = 60_000;

export interface Upkeep {
  readonly measurements: readonly Measurement[];
  readonly bars: readonly Bar[];
  readonly notes: readonly string[];
}

/** What it takes until a changed tool is found by its new words, and what that costs. */
export async function measureUpkeep(stand: Stand): Promise<Upkeep> {
  const { data } = await stand.admin.get<{ data: { id: string }[] }>('tools?limit=100');
  const ids = data.map((it) => it.id);
  const delays = await delaysOf(stand, ids);
  const changes = Array.from({ length: CHANGES }, (_, index) => ids[index % ids.length] ?? '');
  const changed = await costOf(stand, () =>
    timesOf(
      changes.map((id, index) => () => describe(stand, id, wordsOf(index))),
      1,
    ),
  );
  const indexed = await costOf(stand, async () => {
    const { milliseconds } = await stand.admin.post<{ milliseconds: number[] }>('/stock/index', { ids: changes });
    return milliseconds;
  });
  const among = amongTools(stand);
  return {
    measurements: [
      percentilesOf(`a changed tool searchable, ${among}`, delays),
      percentilesOf(`PATCH of a tool, ${among}`, changed.milliseconds),
      percentilesOf(`its part in the index, ${among}`, indexed.milliseconds),
    ],
    bars: [
      atMost(`ms until a changed tool is found, the longest, ${among}`, Math.max(...delays), SEARCHABLE_WITHIN_MS),
    ],
    notes: [describeCost('a PATCH', changed), describeCost('its part in the index', indexed)],
  };
}

/** As many as there is time for, one at least. */
async function delaysOf(stand: Stand, ids: readonly string[]): Promise<number[]> {
  const end = performance.now() + MOST_MS;
  const delays: number[] = [];
  do delays.push(await delayOf(stand, ids[delays.length % ids.length] ?? '', delays.length));
  while (delays.length < TRIALS && performance.now() < end);
  return delays;
}

/** From the answer to a change to the answer that has the tool; until it is given up where none has. */
async function delayOf(stand: Stand, id: string, trial: number): Promise<number> {
  const word = `novelty${Date.now()}x${trial}`;
  await describe(stand, id, `It has a word that no other has: ${word}.`);
  const changed = performance.now();
  for (;;) {
    const { data } = await stand.admin.get<{ data: { id: string }[] }>(`tools/search?limit=1&q=${word}`);
    const delay = performance.now() - changed;
    if (data[0]?.id === id || delay > GIVE_UP_MS) return delay;
  }
}

function describe({ admin }: Stand, id: string, description: string): Promise<unknown> {
  return admin.send('PATCH', `tools/${id}`, { description });
}

/** A description of usual length, another for each index. */
function wordsOf(index: number): string {
  return Array.from({ length: 25 }, (_, word) => `change${index}of${word}`).join(' ');
}

interface Cost {
  readonly milliseconds: readonly number[];
  /** CPU time of one, in milliseconds. */
  readonly serverCpu: number;
  readonly databaseCpu: number;
}

async function costOf({ server, database }: Stand, work: () => Promise<readonly number[]>): Promise<Cost> {
  const [server0, database0] = [cpuSeconds(server.pid), await databaseUsage(database)];
  const milliseconds = await work();
  const each = (seconds: number) => (seconds * 1000) / milliseconds.length;
  const serverCpu = each(cpuSeconds(server.pid) - server0);
  return { milliseconds, serverCpu, databaseCpu: each(usedBetween(database0, await databaseUsage(database))) };
}

function describeCost(what: string, { milliseconds, serverCpu, databaseCpu }: Cost): string {
  const time = median(milliseconds).toFixed(1);
  return `${what} takes ${time} ms, ${serverCpu.toFixed(1)} ms of CPU in the registry and ${databaseCpu.toFixed(1)} in the database`;
}
