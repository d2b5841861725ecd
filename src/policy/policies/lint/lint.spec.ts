import fc from 'fast-check';
import { policyOf, requestAbout, scripted, toolOf } from '../../../../test/support/policies.js';
import { combine } from '../../decisions/combine.js';
import type { CompiledPolicy } from '../../decisions/compiled-policy.js';
import { evaluatePolicies } from '../../decisions/evaluate-policies.js';
import { PolicyIndex } from '../../decisions/policy-index.js';
import { type AccessRequest, ACTIONS } from '../../policy-type.js';
import { type Dimension, fullTarget, type Target } from '../../target.js';
import type { Rule } from '../../types/rule.js';
import { AttributePolicy } from '../../types/attribute.policy.js';
import { OwnerPolicy } from '../../types/owner.policy.js';
import { RoleBasedPolicy } from '../../types/role-based.policy.js';
import { covers } from './covers.js';
import { lint } from './lint.js';
import { turning } from './turning.js';

const AT = new Date('2026-03-02T10:00:00Z');

function roleBased(roles: 'any' | string[], options: Parameters<typeof policyOf>[1] = {}): CompiledPolicy {
  return { ...policyOf(new RoleBasedPolicy(), options), kind: 'role_based', settings: { roles } } as CompiledPolicy;
}

function attribute(rule: Rule): CompiledPolicy {
  return { ...policyOf(new AttributePolicy()), kind: 'attribute', settings: { rule } } as CompiledPolicy;
}

const dimension = (names: readonly string[]): fc.Arbitrary<Dimension> =>
  fc.oneof(
    fc.constant('any' as const),
    fc.subarray([...names]).map((only) => ({ only })),
  );
const target: fc.Arbitrary<Target> = fc.record({
  tools: dimension(['t1', 't2']),
  tags: dimension(['red', 'blue']),
  toolTypes: dimension(['http', 'llm']),
  agents: dimension(['a1', 'a2']),
  roles: dimension(['user', 'admin']),
  actions: dimension(['invoke', 'vend']),
});
const policy: fc.Arbitrary<CompiledPolicy> = fc
  .record({
    roles: fc.oneof(fc.constant('any' as const), fc.subarray(['user', 'admin'])),
    effect: fc.constantFrom('permit' as const, 'deny' as const, 'require' as const),
    mode: fc.constantFrom('enforced' as const, 'shadow' as const),
    target,
  })
  .map(({ roles, ...options }) => roleBased(roles, options));
const request: fc.Arbitrary<AccessRequest> = fc
  .record({
    tool: fc.constantFrom('t1', 't2'),
    tags: fc.subarray(['red', 'blue']),
    toolType: fc.constantFrom('http', 'llm'),
    agent: fc.constantFrom('a1', 'a2'),
    roles: fc.subarray(['user', 'admin']),
    action: fc.constantFrom(...ACTIONS),
  })
  .map(({ tool, tags, toolType, agent, roles, action }) =>
    requestAbout(toolOf(tool, { tags, toolType }), {
      action,
      subject: { id: agent, name: 'agent', type: 'bot', roles },
    }),
  );

function allowed(policies: readonly CompiledPolicy[], asked: AccessRequest): boolean {
  const applicable = PolicyIndex.of(policies).about(asked.subject, asked.action, asked.resource);
  return combine(evaluatePolicies(applicable, asked)).allowed;
}

const codes = (of: CompiledPolicy, others: CompiledPolicy[] = []) => lint(of, others).map(({ code }) => code);

describe('the lint of policies', () => {
  it.each<[string, CompiledPolicy, CompiledPolicy[], string[]]>([
    ['an ordinary permit', roleBased(['user']), [roleBased('any')], []],
    ['a target that names nothing', roleBased('any', { target: { tags: { only: [] } } }), [], ['NEVER_APPLIES']],
    ['no roles at all', roleBased([]), [], ['NEVER_MATCHES']],
    ['everything for everybody', roleBased('any'), [], ['PERMITS_EVERYTHING']],
    ['everything for everybody, watched', roleBased('any', { mode: 'shadow' }), [], []],
    ['everything denied', roleBased('any', { effect: 'deny' }), [], ['DENIES_EVERYTHING']],
    ['everything denied to a role', roleBased(['user'], { effect: 'deny' }), [], []],
    ['a role demanded of everybody', roleBased('any', { effect: 'require' }), [], []],
    [
      'a misspelled attribute',
      attribute({ '==': [{ var: 'resource.attributes.tagz' }, 'x'] }),
      [],
      ['UNKNOWN_VARIABLE'],
    ],
    ['a misspelled root member', attribute({ '!': { in: ['x', { var: 'subject.role' }] } }), [], ['UNKNOWN_VARIABLE']],
    [
      'variables that requests have',
      attribute({
        and: [
          { in: ['x', { var: 'resource.attributes.tags' }] },
          { '==': [{ var: 'resource.attributes.metadata.level' }, { var: 'arguments.level' }] },
          { some: [{ var: 'subject.roles' }, { '==': [{ var: '' }, { var: 'resource.attributes.tags.0' }] }] },
        ],
      }),
      [],
      [],
    ],
    ['a disabled one', roleBased([], { mode: 'disabled', target: { tags: { only: [] } } }), [], []],
    ['a deny of everything over it', roleBased(['user']), [roleBased('any', { effect: 'deny' })], ['SHADOWED_BY']],
    ['a deny of some', roleBased(['user']), [roleBased(['user'], { effect: 'deny' })], []],
    ['a watched deny', roleBased(['user']), [roleBased('any', { effect: 'deny', mode: 'shadow' })], []],
    ['a deny by a kind that only it knows', roleBased(['user']), [policyOf(scripted('match'), { effect: 'deny' })], []],
    [
      'a narrower deny',
      roleBased(['user']),
      [roleBased('any', { effect: 'deny', target: { actions: { only: ['vend'] } } })],
      [],
    ],
  ])('about %s', (_case, of, others, expected) => {
    expect(codes(of, others)).toEqual(expected);
  });

  it('names the policy that shadows', () => {
    const deny = roleBased('any', { effect: 'deny' });
    expect(lint(roleBased(['user']), [deny])).toMatchObject([{ policyId: deny.id }]);
    expect(codes(deny, [deny])).toEqual(['DENIES_EVERYTHING']);
  });

  it('sees obligations of a deny', () => {
    const deny = { ...roleBased(['user'], { effect: 'deny' }), obligations: [{ type: 'cap_uses', uses: 1 }] as const };
    expect(codes(deny)).toEqual(['OBLIGATIONS_WITHOUT_EFFECT']);
  });

  it('covers only what is covered for every agent and tool', () => {
    const applies = (to: Target, asked: AccessRequest) =>
      PolicyIndex.of([roleBased('any', { target: to })]).about(asked.subject, asked.action, asked.resource).length > 0;
    fc.assert(
      fc.property(target, target, request, (wide, narrow, asked) => {
        return !covers(wide, narrow) || !applies(narrow, asked) || applies(wide, asked);
      }),
      { numRuns: 2000 },
    );
  });

  it('says that a policy is of no consequence only where no decision changes without it', () => {
    const silent = ['NEVER_APPLIES', 'SHADOWED_BY'];
    fc.assert(
      fc.property(policy, fc.array(policy, { maxLength: 4 }), request, (of, others, asked) => {
        const isSilent = codes(of, others).some((it) => silent.includes(it));
        return !isSilent || allowed([...others, of], asked) === allowed(others, asked);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('the turning of answers', () => {
  const warn = (before: CompiledPolicy | undefined, after: CompiledPolicy | undefined, others: CompiledPolicy[]) =>
    turning({ before, after }, PolicyIndex.of(before ? [...others, before] : others), AT)[0]?.detail;
  const onTag = { target: { tags: { only: ['payments'] }, actions: { only: ['invoke'] } } };

  it.each<[string, CompiledPolicy | undefined, CompiledPolicy | undefined, CompiledPolicy[], string | undefined]>([
    [
      'a first permit',
      undefined,
      roleBased(['user'], onTag),
      [],
      'For example, an agent with the role "user" is now permitted to invoke a tool of type "http" with the tag "payments", and was not before.',
    ],
    ['a permit beside a wider one', undefined, roleBased(['user'], onTag), [roleBased('any')], undefined],
    ['a permit under a deny', undefined, roleBased('any', onTag), [roleBased('any', { effect: 'deny' })], undefined],
    ['a permit that is watched', undefined, roleBased('any', { ...onTag, mode: 'shadow' }), [], undefined],
    ['a permit for one tool', undefined, roleBased('any', { target: { tools: { only: ['t1'] } } }), [], undefined],
    ['a permit for owners', undefined, policyOf(new OwnerPolicy()), [], undefined],
    [
      'a permit that looks at the call',
      undefined,
      policyOf({ ...scripted('match'), dependsOn: 'call' }),
      [],
      undefined,
    ],
    [
      'a deny over a permit',
      undefined,
      roleBased('any', { ...onTag, effect: 'deny' }),
      [roleBased(['user'])],
      'For example, an agent with the role "user" is no longer permitted to invoke a tool of type "http" with the tag "payments", and was before.',
    ],
    ['a deny where nothing is permitted', undefined, roleBased('any', { effect: 'deny' }), [], undefined],
    [
      'a role demanded',
      undefined,
      roleBased(['admin'], { effect: 'require', target: { actions: { only: ['vend'] } } }),
      [roleBased('any')],
      'For example, an agent without roles is no longer permitted to vend a tool of type "http", and was before.',
    ],
    [
      'a deny taken off',
      roleBased('any', { effect: 'deny' }),
      undefined,
      [roleBased(['admin'])],
      'For example, an agent with the role "admin" is now permitted to discover a tool of type "http", and was not before.',
    ],
  ])('by %s', (_case, before, after, others, detail) => {
    expect(warn(before, after, others)).toBe(detail);
  });

  it('is never claimed of a yes where every decision stays or becomes a deny', () => {
    const narrowing = policy.filter(({ effect, mode }) => effect !== 'permit' || mode === 'shadow');
    fc.assert(
      fc.property(
        narrowing,
        fc.array(policy, { maxLength: 4 }),
        (of, others) => warn(undefined, of, others)?.includes('is now permitted') !== true,
      ),
    );
  });

  it('is never claimed of a no where a permit comes', () => {
    const permits = policy.filter(({ effect }) => effect === 'permit');
    fc.assert(
      fc.property(
        permits,
        fc.array(policy, { maxLength: 4 }),
        (of, others) => warn(undefined, of, others)?.includes('no longer') !== true,
      ),
    );
  });

  it('finds both where one role takes the place of another', () => {
    const [before, after] = [roleBased(['user'], onTag), roleBased(['admin'], onTag)];
    const turns = turning({ before, after }, PolicyIndex.of([before]), AT);
    expect(turns.map(({ code }) => code).sort()).toEqual(['DENIES_MORE', 'PERMITS_MORE']);
  });

  it('is found for a permit of a role that nothing else permits anything', () => {
    fc.assert(
      fc.property(target, (to) => {
        const classes = fullTarget({ ...to, tools: 'any', agents: 'any' });
        fc.pre(Object.values(classes).every((it: Dimension) => it === 'any' || it.only.length > 0));
        return warn(undefined, roleBased(['admin'], { target: classes }), []) !== undefined;
      }),
    );
  });
});
