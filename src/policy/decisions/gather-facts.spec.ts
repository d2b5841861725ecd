import { setImmediate } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { policyOf, scripted } from '../../../test/support/policies.js';
import { UnitOfWork } from '../../common/events/unit-of-work.js';
import type { FactsQuestion } from '../policy-type.js';
import { gatherFacts } from './gather-facts.js';

Logger.overrideLogger(false);

const question = {
  subject: { id: 'agent-1', name: 'agent', type: 'bot', roles: [] },
  action: 'invoke' as const,
  at: new Date('2026-03-02T10:00:00Z'),
};
const asking = (facts: (settings: object, question: FactsQuestion) => Promise<unknown>) =>
  policyOf(Object.assign(scripted('match'), { facts }));

describe('facts', () => {
  it('are asked for by policy, and given to it', async () => {
    const policy = asking(async (_, { policyId, action }) => `${policyId} ${action}`);
    const plain = policyOf(scripted('match'));
    const [informed, same] = await gatherFacts([policy, plain], question);
    expect(informed).toMatchObject({ id: policy.id, facts: `${policy.id} invoke` });
    expect(same).toBe(plain);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['cannot be had', () => Promise.reject(new Error('The database is away'))],
    ['never come', () => new Promise(() => undefined)],
  ])('that %s leave the policy unanswerable', async (_case, facts) => {
    const [policy] = await gatherFacts([asking(facts)], question);
    expect(policy).toMatchObject({ type: undefined, failure: { code: 'FACTS_UNAVAILABLE' } });
  });

  it.each([
    ['at once', false, 3],
    ['one after the other inside a transaction', true, 1],
  ])('are asked for %s', async (_case, inside, most) => {
    let [running, peak] = [0, 0];
    const policies = Array.from({ length: 3 }, () =>
      asking(async () => {
        peak = Math.max(peak, ++running);
        await setImmediate();
        running--;
      }),
    );
    const gather = () => gatherFacts(policies, question);
    await (inside ? new UnitOfWork().enter(gather) : gather());
    expect(peak).toBe(most);
  });
});
