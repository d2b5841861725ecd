import { orphanOf, policyOf, requestAbout, scripted, ScriptedKind, toolOf } from '../../../test/support/policies.js';
import type { CompiledPolicy } from './compiled-policy.js';
import { evaluatePolicies } from './evaluate-policies.js';

const request = requestAbout(toolOf('tool-1'));

describe('asking policies', () => {
  it('breaks off the one that does not come to an end, and asks the others', () => {
    const endless = new ScriptedKind(() => {
      for (;;);
    });
    const policies = [policyOf(scripted('match')), policyOf(endless), policyOf(scripted('no_match'))];
    const verdicts = evaluatePolicies(policies, request).map(({ policy, verdict }) => [policy, verdict.outcome]);
    expect(verdicts).toEqual([
      [policies[0], 'match'],
      [policies[1], 'indeterminate'],
      [policies[2], 'no_match'],
    ]);
  });

  it('says which one took too long', () => {
    const slow = new ScriptedKind(() => {
      for (;;);
    });
    const [evaluation] = evaluatePolicies([policyOf(slow)], request);
    expect(evaluation?.verdict.reasons).toEqual([expect.objectContaining({ code: 'TIMED_OUT' })]);
  });

  it('lets none be late because of others', () => {
    const busy = new ScriptedKind(() => {
      const until = performance.now() + 110;
      while (performance.now() < until);
      return { outcome: 'match', reasons: [] };
    });
    const verdicts = evaluatePolicies(
      [1, 2, 3].map(() => policyOf(busy)),
      request,
    ).map(({ verdict }) => verdict.outcome);
    expect(verdicts).toEqual(['match', 'match', 'match']);
  });

  it('lets those that are bounded finish, and watches them beside one that is not', () => {
    const late = () => {
      const until = performance.now() + 300;
      while (performance.now() < until);
      return { outcome: 'match' as const, reasons: [] };
    };
    const bounded = policyOf(Object.assign(new ScriptedKind(late), { bounded: true as const }));
    const outcomes = (policies: CompiledPolicy[]) =>
      evaluatePolicies(policies, request).map(({ verdict }) => verdict.outcome);
    expect(outcomes([bounded, orphanOf()])).toEqual(['match', 'indeterminate']);
    expect(outcomes([bounded, policyOf(scripted('match'))])).toEqual(['indeterminate', 'match']);
  });
});
