import fc from 'fast-check';
import { isPermission, type Permission, PermissionSet } from './permissions.js';

const resource = fc.constantFrom('tool', 'agent', 'credential');
const verb = fc.constantFrom('read', 'invoke', 'manage');
const id = fc.constantFrom('a', 'b');

/** What somebody may hold. */
const grant: fc.Arbitrary<Permission> = fc.oneof(
  { weight: 1, arbitrary: fc.constant('*') },
  { weight: 4, arbitrary: fc.tuple(resource, fc.oneof(verb, fc.constant('*'))).map((it) => it.join(':')) },
  { weight: 4, arbitrary: fc.tuple(resource, fc.oneof(verb, fc.constant('*')), id).map((it) => it.join(':')) },
);
const set = fc.array(grant, { maxLength: 5 }).map((it) => new PermissionSet(it));

/** What a route or service asks for. */
const need: fc.Arbitrary<Permission> = fc.oneof(
  fc.tuple(resource, verb).map((it) => it.join(':')),
  fc.tuple(resource, verb, id).map((it) => it.join(':')),
);

describe('PermissionSet', () => {
  it('intersects to exactly what both allow', () => {
    fc.assert(fc.property(set, set, need, (a, b, it) => a.intersect(b).allows(it) === (a.allows(it) && b.allows(it))));
  });

  it('never gets wider by intersection', () => {
    fc.assert(
      fc.property(set, set, (a, b) => {
        const both = a.intersect(b).toArray();
        return a.missing(both).length === 0 && b.missing(both).length === 0;
      }),
    );
  });

  it('makes only well-formed permissions', () => {
    fc.assert(fc.property(set, set, (a, b) => a.intersect(b).toArray().every(isPermission)));
  });

  it('holds for one object what it holds for all', () => {
    fc.assert(fc.property(set, resource, verb, id, (a, r, v, i) => !a.allows(`${r}:${v}`) || a.allows(`${r}:${v}`, i)));
  });

  it('allows for some object exactly when it allows for one or all', () => {
    const ids = ['a', 'b'];
    fc.assert(
      fc.property(set, resource, verb, (a, r, v) => {
        const permission = `${r}:${v}`;
        return a.allowsSome(permission) === (a.allows(permission) || ids.some((it) => a.allows(permission, it)));
      }),
    );
  });

  it.each([
    [['*'], 'policy:manage', true],
    [['tool:*'], 'tool:manage', true],
    [['tool:*'], 'toolbox:manage', false],
    [['tool:invoke'], 'tool:invoke:a', true],
    [['tool:invoke:a'], 'tool:invoke', false],
    [['tool:invoke:a'], 'tool:invoke:b', false],
    [['tool:*:a'], 'tool:invoke:a', true],
    [['tool:*'], '*', false],
    [[], 'self:read', false],
  ])('%j allows %s: %s', (held, wanted, expected) => {
    expect(new PermissionSet(held).allows(wanted)).toBe(expected);
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
  ])('accepts %s', (text) => expect(isPermission(text)).toBe(true));

  it.each([
    '',
    'tool',
    '*:read',
    '*:*',
    'tool:',
    'tool:read:',
    'Tool:read',
    'tool:read:a:b',
    'tool:read:a b',
    'tool:read\n',
    7,
    null,
  ])('refuses %j', (text) => expect(isPermission(text)).toBe(false));
});
