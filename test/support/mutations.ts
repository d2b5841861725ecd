type Container = Record<string, unknown>;

const STRANGE: readonly unknown[] = [
  ...[
    null,
    true,
    -1,
    0,
    1e308,
    0.1,
    '',
    ' ',
    '\u0000',
    '\ud800',
    '💥',
    '__proto__',
    'constructor',
    [],
    {},
    [[]],
    [null],
  ],
  ...['#/', '#', '#/paths', '#/components/schemas/None', 'https://example.com/a.json', 'file:///etc/passwd', '../a'],
  ...[
    'x'.repeat(100_000),
    '(a+)+$',
    '{',
    '/{a}/{a}',
    'get',
    'object',
    { $ref: '#' },
    { $ref: '#/paths' },
    { allOf: [] },
  ],
  Array.from({ length: 600 }, () => ({})),
];

/** A copy of a JSON document in which a few places hold something else. */
export function mutated(document: unknown, random: () => number): unknown {
  const copy = structuredClone(document);
  const times = 1 + Math.floor(random() * 3);
  for (let count = 0; count < times; count += 1) mutate(copy, random);
  return copy;
}

function mutate(document: unknown, random: () => number): void {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const places = placesIn(document);
  const { holder, key } = pick(places);
  const other = pick(places);
  const changes: (() => void)[] = [
    () => Reflect.deleteProperty(holder, key),
    () => (holder[key] = pick(STRANGE)),
    () => (holder[key] = structuredClone(other.holder[other.key])),
    () => (holder[String(pick(STRANGE)).slice(0, 300)] = holder[key]),
    () => (holder[key] = [holder[key], holder[key]]),
    () =>
      (holder[key] = { $ref: `#/${other.path.map((it) => it.replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}` }),
  ];
  pick(changes)();
}

interface Place {
  readonly holder: Container;
  readonly key: string;
  readonly path: readonly string[];
}

function placesIn(document: unknown): Place[] {
  const places: Place[] = [];
  const visit = (value: unknown, path: readonly string[]) => {
    if (typeof value !== 'object' || value === null) return;
    for (const key of Object.keys(value)) {
      places.push({ holder: value as Container, key, path: [...path, key] });
      visit((value as Container)[key], [...path, key]);
    }
  };
  visit(document, []);
  return places;
}
