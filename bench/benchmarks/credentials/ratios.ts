import { atLeast, atMost, type Bar, type BenchmarkResult, median } from '../../benchmark.js';
import type { HttpCase, Sample } from '../../http-cases.js';
import { CACHED, type Pair } from './cases.js';

type Samples = ReadonlyMap<HttpCase, readonly Sample[]>;
type Figure = 'requestsPerSecond' | 'p50Ms' | 'p99Ms' | 'cpuMicrosPerRequest';

/** The least rate of each, in that of its statements alone; the others have none. */
const LEAST: Readonly<Record<string, number>> = {
  ...{ vend: 0.5, [CACHED]: 1.3 },
  ...{ 'validate, uncached': 0.6, 'validate, limited use': 0.6 },
};
/** What asks the database nothing is compared with what it would ask were it not kept in memory. */
const COMPARED_WITH: Readonly<Record<string, string>> = { [CACHED]: 'validate, uncached' };
const MOST_GROWTH = 1.3;
const FIGURES: readonly (readonly [Figure, string])[] = [
  ['requestsPerSecond', 'time between answers'],
  ['p50Ms', 'p50'],
  ['p99Ms', 'p99'],
  ['cpuMicrosPerRequest', 'CPU'],
];

/** How the rate of each compares with that of its statements, turn by turn on every server. */
export function besideStatements(
  servers: readonly (readonly Pair[])[],
  samples: Samples,
): Pick<BenchmarkResult, 'bars' | 'notes'> {
  const ratios = (servers[0] ?? []).map(({ name }) => {
    const statements = COMPARED_WITH[name] ?? name;
    const of = (pairs: readonly Pair[], wanted: string) => pairs.find((it) => it.name === wanted);
    const ratio = median(
      servers.flatMap((pairs) =>
        ratiosOf('requestsPerSecond', of(pairs, name)?.request, of(pairs, statements)?.statements, samples),
      ),
    );
    return { title: `rate of ${name}, in that of its statements`, ratio, least: LEAST[name] };
  });
  return {
    bars: ratios.flatMap(({ title, ratio, least }) => (least === undefined ? [] : [atLeast(title, ratio, least)])),
    notes: ratios.filter(({ least }) => least === undefined).map((it) => `${it.title}: ${it.ratio.toFixed(2)}`),
  };
}

/** How each figure among many stored credentials compares with that among few, turn by turn. */
export function growths([few, many]: readonly [readonly Pair[], readonly Pair[]], samples: Samples): Bar[] {
  return many.flatMap(({ name, request: all }, position) =>
    FIGURES.map(([figure, title]) => {
      const some = few[position]?.request;
      const [one, other] = figure === 'requestsPerSecond' ? [some, all] : [all, some];
      const growth = median(ratiosOf(figure, one, other, samples));
      return atMost(`${title} of ${name} among many, in that among few`, growth, MOST_GROWTH);
    }),
  );
}

/** Of what was measured in the same turn. */
function ratiosOf(figure: Figure, one: HttpCase | undefined, other: HttpCase | undefined, samples: Samples): number[] {
  const of = (it: HttpCase | undefined) => (it && samples.get(it)) ?? [];
  return of(one).map((it, turn) => it[figure] / (of(other)[turn]?.[figure] ?? NaN));
}
