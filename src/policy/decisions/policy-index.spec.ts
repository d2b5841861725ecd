import fc from 'fast-check';
import { policyOf, scripted, toolOf } from '../../../test/support/policies.js';
import type { Action } from '../policy-type.js';
import { type Dimension, targetsCaller, targetsTool } from '../target.js';
import { PolicyIndex } from './policy-index.js';

const kind = scripted('match');
const among = (...values: string[]): fc.Arbitrary<Dimension> =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constant('any' as const) },
    { weight: 2, arbitrary: fc.subarray(values).map((only) => ({ only })) },
  );

const target = fc.record({
  tools: among('a', 'b'),
  tags: among('x', 'y'),
  toolTypes: among('http', 'llm'),
  agents: among('one', 'two'),
  roles: among('user', 'admin'),
  actions: among('invoke', 'vend'),
});
const policies = fc.array(
  target.map((it) => policyOf(kind, { target: it })),
  { maxLength: 12 },
);
const subject = fc.record({
  id: fc.constantFrom('one', 'two', 'three'),
  name: fc.constant('agent'),
  type: fc.constant('bot'),
  roles: fc.subarray(['user', 'admin']),
});
const action = fc.constantFrom<Action>('invoke', 'vend', 'discover');
const tool = fc
  .record({
    id: fc.constantFrom('a', 'b', 'c'),
    tags: fc.subarray(['x', 'y']),
    toolType: fc.constantFrom('http', 'llm'),
  })
  .map(({ id, ...attributes }) => toolOf(id, attributes));

const ids = (found: readonly { readonly id: string }[]) => found.map((it) => it.id).sort();

describe('PolicyIndex', () => {
  it('finds exactly the policies that apply to a request', () => {
    fc.assert(
      fc.property(policies, subject, action, tool, (all, who, what, about) => {
        const expected = all.filter((it) => targetsCaller(it.target, who, what) && targetsTool(it.target, about));
        expect(ids(PolicyIndex.of(all).about(who, what, about))).toEqual(ids(expected));
      }),
    );
  });

  it('finds exactly the policies that apply to a caller, whatever the tool', () => {
    fc.assert(
      fc.property(policies, subject, action, (all, who, what) => {
        const expected = all.filter((it) => targetsCaller(it.target, who, what));
        expect(ids(PolicyIndex.of(all).aboutCaller(who, what))).toEqual(ids(expected));
      }),
    );
  });

  it('answers after any changes as if it were new', () => {
    const change = fc.record({ gone: fc.array(fc.nat(11)), replaced: fc.array(fc.nat(11)), added: policies });
    fc.assert(
      fc.property(
        policies,
        fc.array(change, { maxLength: 4 }),
        subject,
        action,
        tool,
        (first, changes, who, what, about) => {
          let [all, index] = [first, PolicyIndex.of(first)];
          for (const { gone, replaced, added } of changes) {
            const leaving = [...gone, ...replaced].flatMap((it) => (all[it] ? [all[it].id] : []));
            const coming = [...new Set(replaced)].flatMap((it, at) => {
              const aimed = added[at]?.target;
              return all[it] && aimed ? [{ ...all[it], target: aimed }] : [];
            });
            const fresh = added.map(({ target: aimed }) => policyOf(kind, { target: aimed }));
            all = [...all.filter(({ id }) => !leaving.includes(id)), ...coming, ...fresh];
            index = index.changed(leaving, [...coming, ...fresh]);
          }
          const anew = PolicyIndex.of(all);
          expect([...index.policies.keys()].sort()).toEqual([...anew.policies.keys()].sort());
          expect(ids(index.about(who, what, about))).toEqual(ids(anew.about(who, what, about)));
          expect(ids(index.aboutCaller(who, what))).toEqual(ids(anew.aboutCaller(who, what)));
        },
      ),
    );
  });
});
