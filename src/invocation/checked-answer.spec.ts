import type { ToolResult } from '../registry/index.js';
import { checkedAnswer } from './checked-answer.js';

const round: unknown[] = [];
round.push(round);

describe('checkedAnswer', () => {
  it.each<[string, ToolResult, ToolResult]>([
    [
      'a success',
      { outcome: 'success', output: { n: 1 }, status: 200 },
      { outcome: 'success', output: { n: 1 }, status: 200 },
    ],
    ['no output as null', { outcome: 'success', output: undefined }, { outcome: 'success', output: null }],
    [
      'a failure',
      { outcome: 'failure', message: 'no', status: 404 },
      { outcome: 'failure', message: 'no', status: 404 },
    ],
    [
      'what is to become JSON',
      { outcome: 'success', output: new Date(0) },
      { outcome: 'success', output: '1970-01-01T00:00:00.000Z' },
    ],
  ])('passes on %s', (_, result, answer) => {
    expect(checkedAnswer(result, 100)).toEqual(answer);
  });

  it.each<[string, unknown]>([
    ['goes round', round],
    ['holds a bigint', { n: 1n }],
    ['is a function', () => 1],
    ['is too large', 'x'.repeat(99)],
  ])('refuses an output that %s', (_, output) => {
    expect(() => checkedAnswer({ outcome: 'success', output }, 100)).toThrow('The tool answered, but');
  });
});
