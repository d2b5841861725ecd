import type { AgentsService } from '../../auth/index.js';
import type { AccessQuestion, Judge } from '../decisions/judge.js';
import { PolicyIndex } from '../decisions/policy-index.js';
import type { PolicySet } from '../decisions/policy-set.js';
import type { PolicyTest } from './policy-test.entity.js';
import { PolicyTestRunner } from './policy-test-runner.js';
import type { PolicyTestsRepository } from './policy-tests.repository.js';

const INDEX = PolicyIndex.of([]);

function testOf(id: string): PolicyTest {
  const given = { roles: ['user'], toolId: id, action: 'invoke', at: '2026-03-02T10:00:00.000Z' };
  return { id, given, expect: { allowed: true } } as unknown as PolicyTest;
}

/** A runner before a judge that says yes, and does what it is told beside. */
function runnerBefore(judge: (question: AccessQuestion) => void): PolicyTestRunner {
  const answer = { allowed: true, reason: { code: 'PERMITTED', detail: '' }, obligations: {}, trace: [] };
  return new PolicyTestRunner(
    {} as AgentsService,
    { judge: async (question: AccessQuestion) => (judge(question), answer) } as unknown as Judge,
    {} as PolicySet,
    { withoutTrace: (work: () => unknown) => work() } as unknown as PolicyTestsRepository,
  );
}

describe('a run of policy tests', () => {
  it('ends when its time is up, and says which were not run', async () => {
    const limit = new AbortController();
    const runner = runnerBefore(({ toolId }) => {
      if (toolId === 'b') limit.abort();
    });
    const results = await runner.run(['a', 'b', 'c', 'd'].map(testOf), INDEX, limit.signal);
    expect(results.map(({ test, status }) => `${test.id} ${status}`)).toEqual([
      'a passed',
      'b passed',
      'c not_run',
      'd not_run',
    ]);
  });

  it('lets others have their turn between two tests', async () => {
    const turns: string[] = [];
    const runner = runnerBefore(({ toolId }) => {
      turns.push(toolId);
      setImmediate(() => turns.push('other'));
    });
    await runner.run(['a', 'b'].map(testOf), INDEX, new AbortController().signal);
    expect(turns.slice(0, 3)).toEqual(['a', 'other', 'b']);
  });

  it('asks for an agent that is made up, with its roles, at the moment of the test', async () => {
    const asked: AccessQuestion[] = [];
    await runnerBefore((it) => asked.push(it)).run([testOf('a')], INDEX, new AbortController().signal);
    expect(asked).toEqual([
      {
        subject: { id: '00000000-0000-0000-0000-000000000000', name: 'policy-test', type: 'bot', roles: ['user'] },
        action: 'invoke',
        toolId: 'a',
        keyProven: false,
        at: new Date('2026-03-02T10:00:00Z'),
      },
    ]);
  });
});
