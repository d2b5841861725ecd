import { atMost, type Benchmark, type BenchmarkResult, type Measurement, percentile } from '../benchmark.js';
import { residentMb } from '../process/process-usage.js';
import { measureChanges } from './policy/changes.js';
import { ask, judgeOver, timed } from './policy/decisions.js';
import { fleetOf, requestOf } from './policy/fleet.js';
import { measureLists } from './policy/lists.js';
import { casbinEnforcer, casbinQuestion, rolePolicies, roleRequest } from './policy/role-model.js';

const DECISIONS = 20_000;
const CASBIN_DECISIONS = 300;
const MIXED = 'decision over 1,000 policies';
const LINT = 'lint of a change among 10,000 policies';
const REPLACED = 'change of the 10,000 policies in memory';
const OURS = "casbin's role model, by us";
const CASBIN = "casbin's role model, by casbin";

/** What a decision costs, in process and in lists. */
export const policy: Benchmark = {
  name: 'policy',
  description: 'Decisions over up to 10,000 policies, beside casbin; lists under 1,000 policies.',

  async run(progress): Promise<BenchmarkResult> {
    const times = new Map<string, readonly number[]>();
    for (const fleet of [100, 1000, 10_000]) {
      progress(`${DECISIONS} decisions over ${fleet} policies`);
      const judge = await judgeOver(fleetOf(fleet));
      times.set(
        nameOf(fleet),
        await timed(
          DECISIONS,
          ask(judge, (index) => requestOf(index, fleet)),
        ),
      );
    }
    progress('changes among 10,000 policies');
    const changes = await measureChanges(10_000);
    times.set(LINT, changes.lint);
    times.set(REPLACED, changes.replaced);
    progress("casbin's role model");
    const [judge, enforcer] = [await judgeOver(rolePolicies()), await casbinEnforcer()];
    times.set(OURS, await timed(DECISIONS, ask(judge, roleRequest)));
    times.set(CASBIN, await timed(CASBIN_DECISIONS, () => enforcer.enforce(...casbinQuestion)));
    const lists = await measureLists(progress);
    const p50 = (name: string) => percentile(times.get(name) ?? [], 50);
    return {
      measurements: [...[...times].map(measurementOf), ...lists.measurements],
      bars: [
        atMost('ms of a decision over 1,000 policies, p99', percentile(times.get(MIXED) ?? [], 99), 1),
        atMost('p50 over 10,000 policies, in those over 100', p50(nameOf(10_000)) / p50(nameOf(100)), 1.5),
        atMost('ms of a lint among 10,000 policies, p50', p50(LINT), 50),
        atMost("p50 on casbin's role model, in casbin's own", p50(OURS) / p50(CASBIN), 1),
        atMost('CPU of a list under 1,000 policies, in that of an administrator under one', lists.ratio, 3),
      ],
      notes: [],
    };
  },
};

const nameOf = (policies: number) => `decision over ${policies.toLocaleString('en')} policies`;

function measurementOf([name, times]: [string, readonly number[]]): Measurement {
  const [p50Ms, p99Ms, maxMs] = [50, 99, 100].map((it) => percentile(times, it)) as [number, number, number];
  return { case: name, p50Ms, p99Ms, maxMs, memoryMb: residentMb(process.pid) };
}
