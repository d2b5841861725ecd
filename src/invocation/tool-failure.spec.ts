import { ValidationFailedError } from '../common/errors/common.errors.js';
import {
  OutboundRefusedError,
  OutboundTimeoutError,
  OutboundUnreachableError,
} from '../common/outbound/outbound.errors.js';
import { ToolAnswerUnusableError } from './invocation.errors.js';
import { toToolError } from './tool-failure.js';

const wrapped = (cause: unknown) => new Error('Connection error.', { cause: new TypeError('fetch failed', { cause }) });

describe('toToolError', () => {
  it.each([
    ['a refusal of the guard', new OutboundRefusedError('no'), 'OUTBOUND_REFUSED'],
    ['a wrapped refusal', wrapped(new OutboundRefusedError('no')), 'OUTBOUND_REFUSED'],
    ['a time limit of the client', wrapped(new OutboundTimeoutError()), 'TOOL_TIMED_OUT'],
    ['a time limit of the call', wrapped(new DOMException('late', 'TimeoutError')), 'TOOL_TIMED_OUT'],
    ['nobody there', wrapped(new OutboundUnreachableError()), 'TOOL_UNREACHABLE'],
    ['an error of ours', wrapped(new ToolAnswerUnusableError('is odd')), 'TOOL_ANSWER_UNUSABLE'],
    ['an error that blames the caller', new ValidationFailedError([]), 'TOOL_UNREACHABLE'],
    ['a foreign error', new Error('password is hunter22'), 'TOOL_UNREACHABLE'],
    ['nothing', undefined, 'TOOL_UNREACHABLE'],
  ])('explains %s', (_, thrown, code) => {
    expect(toToolError(thrown)).toMatchObject({ category: 'unavailable', code });
  });

  it('passes on nothing of a foreign message', () => {
    expect(toToolError(new Error('password is hunter22')).message).not.toContain('hunter22');
  });

  it('ends on causes that go round', () => {
    const round = new Error('a');
    round.cause = round;
    expect(toToolError(round).code).toBe('TOOL_UNREACHABLE');
  });
});
