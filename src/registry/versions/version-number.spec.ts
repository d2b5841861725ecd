import fc from 'fast-check';
import type { ToolDefinition } from '../tools/tool-snapshot.js';
import { latestOf, nextVersion } from './semantic-versions.js';
import { comparedWith, numberVersion, type NumberedDefinition } from './version-number.js';
import { BreakingChangeError, VersionTakenError } from './versions.errors.js';

const definition: ToolDefinition = {
  toolType: 'http',
  endpoint: 'https://weather.example.com',
  authRequired: true,
  settings: { method: 'GET' },
  inputSchema: { type: 'object' },
  outputSchema: null,
  scopes: ['a'],
  annotations: {},
};
const MORE = { ...definition, scopes: ['a', 'b'] };
const LESS = { ...definition, scopes: [] };

const stored = (version: string, given: Partial<NumberedDefinition> = {}) => ({ ...definition, version, ...given });
const number = (
  versions: readonly NumberedDefinition[],
  made: ToolDefinition,
  given: { wanted?: string; forceReason?: string } = {},
) => {
  const base = versions[0] ?? stored('1.0.0');
  const compared = comparedWith({ base: base.version, wanted: given.wanted }, versions);
  const numbers = versions.map((it) => it.version);
  return numberVersion({ base, definition: made, ...given }, { numbers, compared });
};

describe('numberVersion', () => {
  it.each<[string, string[], ToolDefinition, string]>([
    ['the same', ['1.2.3'], definition, '1.2.4'],
    ['more', ['1.2.3'], MORE, '1.3.0'],
    ['less', ['1.2.3'], LESS, '2.0.0'],
    ['more before 1.0.0', ['0.2.3'], MORE, '0.2.4'],
    ['less before 1.0.0', ['0.2.3'], LESS, '0.3.0'],
    ['more, past numbers that are taken', ['1.0.0', '1.1.0', '2.0.0'], MORE, '1.2.0'],
    ['less, past numbers that are taken', ['1.0.0', '2.0.0'], LESS, '3.0.0'],
    ['more than a release to come', ['2.0.0-rc.1'], MORE, '2.0.0'],
  ])('gives %s its number', (_, known, made, version) => {
    expect(
      number(
        known.map((it) => stored(it)),
        made,
      ),
    ).toEqual({ version });
  });

  it('goes to a new major line where a version between would be broken', () => {
    const versions = [stored('1.0.0', { scopes: [] }), stored('1.1.0', { scopes: ['a', 'b', 'c'] })];
    expect(number(versions, MORE)).toEqual({ version: '2.0.0' });
  });

  it.each<[string, string, NumberedDefinition[]]>([
    ['on the line', '1.0.1', [stored('1.0.0')]],
    ['on the line below a newer one', '1.2.4', [stored('2.0.0', LESS), stored('1.2.3')]],
    ['before 1.0.0', '0.1.1', [stored('0.1.0')]],
    ['past one that was withdrawn', '1.0.2', [stored('1.0.1', { ...LESS, withdrawnAt: new Date() }), stored('1.0.0')]],
    ['past one that is no release', '1.0.1', [stored('1.0.1-rc.1', LESS), stored('1.0.0')]],
  ])('refuses to break callers %s', (_, wanted, versions) => {
    expect(() => number(versions, LESS, { wanted })).toThrow(BreakingChangeError);
    expect(number(versions, LESS, { wanted, forceReason: 'x' })).toMatchObject({
      forced: { reason: 'x', breaks: [{ pointer: '/scopes', impact: 'major' }] },
    });
  });

  it.each<[string, string, NumberedDefinition[]]>([
    ['in the next major version', '2.0.0', [stored('1.0.0')]],
    ['in the next minor version before 1.0.0', '0.2.0', [stored('0.1.0')]],
    ['below all releases', '1.0.0', [stored('1.1.0')]],
    ['of a release to come', '2.0.0', [stored('2.0.0-rc.1')]],
  ])('lets what breaks through %s', (_, wanted, versions) => {
    expect(number(versions, LESS, { wanted })).toEqual({ version: wanted });
  });

  it('records a force only where it was needed', () => {
    expect(number([stored('1.0.0')], MORE, { wanted: '1.0.1', forceReason: 'x' })).toEqual({ version: '1.0.1' });
  });

  it('never gives a number twice', () => {
    const versions = [stored('1.0.0'), stored('1.0.1', { withdrawnAt: new Date() })];
    expect(() => number(versions, MORE, { wanted: '1.0.1' })).toThrow(VersionTakenError);
    expect(nextVersion('1.0.0', 'patch', new Set(['1.0.1', '1.0.2']))).toBe('1.0.3');
  });
});

describe('comparedWith', () => {
  const DEFINITIONS = [definition, MORE, LESS];
  const numbers = ['0.1', '1.0', '1.1'].flatMap((it) => [0, 1, 2, 3, 4].map((patch) => `${it}.${patch}`));
  const version = fc.constantFrom(...numbers, '1.0.5-rc.1', '2.0.0');
  const some = fc.uniqueArray(
    fc.record({
      version,
      given: fc.constantFrom(...DEFINITIONS),
      withdrawnAt: fc.constantFrom(null, null, new Date()),
    }),
    { minLength: 1, maxLength: 10, selector: (it) => it.version },
  );
  const outcomeOf = (work: () => unknown): unknown => {
    try {
      return work();
    } catch (error) {
      return error instanceof Error && { name: error.name, message: error.message };
    }
  };

  it('names all that matters for the number, and no more than three', () => {
    const wish = fc.option(version, { nil: undefined, freq: 1 });
    const made = fc.constantFrom(...DEFINITIONS);
    const isEnough = (
      it: { version: string; given: ToolDefinition; withdrawnAt: Date | null }[],
      wanted: string | undefined,
      to: ToolDefinition,
    ) => {
      const versions = it.map(({ given, ...rest }) => ({ ...given, ...rest }));
      const [base = stored('1.0.0')] = versions;
      const known = versions.map((one) => one.version);
      const compared = comparedWith({ base: base.version, wanted }, versions);
      const request = { base, definition: to, wanted };
      expect(compared.length).toBeLessThanOrEqual(3);
      expect(outcomeOf(() => numberVersion(request, { numbers: known, compared }))).toEqual(
        outcomeOf(() => numberVersion(request, { numbers: known, compared: versions })),
      );
    };
    fc.assert(fc.property(some, wish, made, isEnough), { numRuns: 2_000 });
  });
});

describe('latestOf', () => {
  const latest = (...versions: string[]) => latestOf(versions.map((version) => ({ version })))?.version;

  it('is the highest release, and no other unless there is none', () => {
    expect(latest('1.9.0', '1.10.0', '2.0.0-rc.1')).toBe('1.10.0');
    expect(latest('1.0.0-a', '1.0.0-b')).toBe('1.0.0-b');
    expect(latest()).toBeUndefined();
  });
});
