import fc from 'fast-check';
import type { AccessEvaluation } from './access-evaluation.js';
import { BatchEvaluation } from './batch-evaluation.js';
import type { EvaluationRequest } from './dto/evaluation.request.js';
import type { EvaluationsRequest } from './dto/evaluations.request.js';

/** Answers as policies might: by all that is asked, with reasons and obligations. */
const single = {
  evaluate: async ({ subject, action, resource, context }: EvaluationRequest) => {
    const asked = JSON.stringify([subject.id, action.name, resource.id, context ?? {}]);
    const obligations = action.name === 'vend' ? [{ id: 'cap_ttl', seconds: asked.length }] : [];
    return { decision: asked.length % 2 === 0, context: { asked, obligations } };
  },
};
const batch = new BatchEvaluation(single as unknown as AccessEvaluation);

const named = fc.constantFrom('a', 'bb', 'ccc');
const members = fc.record({
  subject: named.map((id) => ({ type: 'agent', id })),
  action: fc.constantFrom('invoke', 'vend', 'discover').map((name) => ({ name })),
  resource: named.map((id) => ({ type: 'tool', id })),
  context: fc.dictionary(named, named, { maxKeys: 2 }),
});
const items = fc.array(
  members.chain((all) => fc.subarray(Object.entries(all)).map((some) => Object.fromEntries(some))),
  { minLength: 1, maxLength: 6 },
);

describe('several evaluations', () => {
  it.each([
    ['execute_all', undefined],
    ['deny_on_first_deny', false],
    ['permit_on_first_permit', true],
  ] as const)('are answered as each alone would be: %s', async (semantic, last) => {
    await fc.assert(
      fc.asyncProperty(members, items, async (defaults, evaluations) => {
        const request = { ...defaults, evaluations, options: { evaluations_semantic: semantic } };
        const alone = await Promise.all(evaluations.map((it) => single.evaluate({ ...defaults, ...it })));
        const end = alone.findIndex(({ decision }) => decision === last);
        const answers = await batch.evaluate(request as unknown as EvaluationsRequest);
        expect(answers).toEqual({ evaluations: end < 0 ? alone : alone.slice(0, end + 1) });
      }),
    );
  });
});
