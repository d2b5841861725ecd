import fc from 'fast-check';
import { isPermission, type Permission, PermissionSet, type PermissionTarget } from './permissions.js';

const RESOURCES = ['tool', 'agent', 'credential'];
const VERBS = ['read', 'invoke', 'manage'];
const IDS = ['a', 'b'];
const TAGS = ['x', 'y:z'];

const resource = fc.constantFrom(...RESOURCES);
const verb = fc.constantFrom(...VERBS);
const narrowing = fc.constantFrom(...IDS, ...TAGS.map((it) => `#${it}`));

/** What somebody may hold. */
const grant: fc.Arbitrary<Permission> = fc.oneof(
  { weight: 1, arbitrary: fc.constant('*') },
  { weight: 4, arbitrary: fc.tuple(resource, fc.oneof(verb, fc.constant('*'))).map((it) => it.join(':')) },
  { weight: 8, arbitrary: fc.tuple(resource, fc.oneof(verb, fc.constant('*')), narrowing).map((it) => it.join(':')) },
);
const set = fc.array(grant, { maxLength: 5 }).map((it) => new PermissionSet(it));

/** What a route or service asks for. */
const need: fc.Arbitrary<Permission> = fc.tuple(resource, verb).map((it) => it.join(':'));
const target: fc.Arbitrary<PermissionTarget | undefined> = fc.option(
  fc.record({ id: fc.constantFrom(...IDS), tags: fc.subarray(TAGS) }),
  { nil: undefined },
);
const EVERY_TARGET = IDS.flatMap((id) => [[], ['x'], ['y:z'], TAGS].map((tags) => ({ id, tags })));

describe('PermissionSet', () => {
  it('intersects to exactly what both allow, as often as it is intersected', () => {
    fc.assert(
      fc.property(set, set, set, need, target, (a, b, c, it, object) => {
        const all = a.intersect(b).intersect(c).allows(it, object);
        return all === [a, b, c].every((one) => one.allows(it, object));
      }),
      { numRuns: 1000 },
    );
  });

  it('never gets wider by intersection, nor by being written and read again', () => {
    fc.assert(
      fc.property(set, set, need, target, (a, b, it, object) => {
        const both = a.intersect(b);
        const reread = new PermissionSet(both.toArray());
        return (
          a.covers(both) &&
          b.covers(both) &&
          both.covers(reread) &&
          (!reread.allows(it, object) || both.allows(it, object))
        );
      }),
    );
  });

  it('loses in writing only what is narrowed twice', () => {
    const finance = new PermissionSet(['tool:invoke:#finance', 'tool:read']);
    expect(finance.intersect(new PermissionSet(['tool:*:a'])).toArray()).toEqual(['tool:read:a']);
    expect(finance.intersect(new PermissionSet(['tool:*:#team'])).toArray()).toEqual(['tool:read:#team']);
    fc.assert(fc.property(set, (a) => new PermissionSet(a.toArray()).covers(a)));
  });

  it('makes only well-formed permissions', () => {
    fc.assert(fc.property(set, set, (a, b) => a.intersect(b).toArray().every(isPermission)));
  });

  it('covers what allows nothing that it does not allow', () => {
    const wide = fc.tuple(set, set, need, target);
    fc.assert(fc.property(wide, ([a, b, it, object]) => !a.covers(b) || !b.allows(it, object) || a.allows(it, object)));
    fc.assert(
      fc.property(set, fc.array(grant), (a, b) => a.covers(new PermissionSet(b)) === (a.missing(b).length === 0)),
    );
  });

  it('holds for one object what it holds for all', () => {
    fc.assert(fc.property(set, need, target, (a, it, object) => !a.allows(it) || a.allows(it, object)));
  });

  it('allows by more tags no less', () => {
    fc.assert(
      fc.property(set, need, target, (a, it, object) => !object || !a.allows(it, object.id) || a.allows(it, object)),
    );
  });

  it('allows for some object exactly when it allows for one or all', () => {
    fc.assert(
      fc.property(set, set, need, (a, b, it) => {
        const both = a.intersect(b);
        return both.allowsSome(it) === EVERY_TARGET.some((object) => both.allows(it, object));
      }),
    );
  });

  it('names the objects for which it allows something', () => {
    fc.assert(
      fc.property(set, set, need, fc.constantFrom(...EVERY_TARGET), (a, b, it, object) => {
        const both = a.intersect(b);
        const met = [object.id, ...object.tags.map((tag) => `#${tag}`)];
        const named = both.narrowings(it).some((conditions) => conditions.every((one) => met.includes(one)));
        return named === both.allows(it, object);
      }),
    );
  });

  it.each<[string[], string, boolean]>([
    [['*'], 'policy:manage', true],
    [['tool:*'], 'tool:manage', true],
    [['tool:*'], 'toolbox:manage', false],
    [['tool:invoke'], 'tool:invoke:a', true],
    [['tool:invoke:a'], 'tool:invoke', false],
    [['tool:invoke:a'], 'tool:invoke:b', false],
    [['tool:*:a'], 'tool:invoke:a', true],
    [['tool:invoke'], 'tool:invoke:#x', true],
    [['tool:*:#x'], 'tool:invoke:#x', true],
    [['tool:invoke:#x'], 'tool:invoke', false],
    [['tool:invoke:#x'], 'tool:invoke:#xy', false],
    [['tool:invoke:#x'], 'tool:invoke:x', false],
    [['tool:invoke:x'], 'tool:invoke:#x', false],
    [['tool:*'], '*', false],
    [[], 'self:read', false],
    [['not a permission'], 'not a permission', false],
  ])('%j allows %s: %s', (held, wanted, expected) => {
    expect(new PermissionSet(held).allows(wanted)).toBe(expected);
  });

  it.each<[string, string | PermissionTarget, boolean]>([
    ['tool:read:#x', { id: 'a', tags: ['x'] }, true],
    ['tool:read:#x', { id: 'a', tags: ['X', 'x '] }, false],
    ['tool:read:#team:finance', { id: 'a', tags: ['team:finance'] }, true],
    ['tool:read:#team:finance', { id: 'a', tags: ['team'] }, false],
    ['tool:read:#x', { id: 'x', tags: [] }, false],
    ['tool:read:#x', 'a', false],
    ['tool:read:#x', '#x', false],
    ['tool:read:x', { id: 'a', tags: ['x'] }, false],
  ])('%s opens %j: %s', (held, object, expected) => {
    expect(new PermissionSet([held]).allows('tool:read', object)).toBe(expected);
  });
});

describe('isPermission', () => {
  it.each([
    '*',
    'tool:*',
    'tool:read',
    'access-log:read',
    'tool:invoke:019a9f0e-6a1c-7b6e-9d53-0d1f4c1b2a10',
    'tool:*:a',
    'tool:invoke:#finance',
    'tool:invoke:#team:finance.eu',
    'tool:*:#x',
  ])('accepts %s', (text) => expect(isPermission(text)).toBe(true));

  it.each([
    '',
    'tool',
    '*:read',
    '*:*',
    '*:#x',
    'tool:',
    'tool:read:',
    'tool:read:#',
    'tool:read:##x',
    'tool:read:#X',
    'tool:read:#x y',
    `tool:read:#${'x'.repeat(64)}`,
    'Tool:read',
    'tool:read:a:b',
    'tool:read:a b',
    'tool:read\n',
    7,
    null,
  ])('refuses %j', (text) => expect(isPermission(text)).toBe(false));
});
