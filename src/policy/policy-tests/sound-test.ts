import type { FieldError } from '../../common/errors/app-error.js';
import { ValidationFailedError } from '../../common/errors/common.errors.js';
import type { PolicyTest } from './policy-test.entity.js';

/** All tests are read for each change of policies. */
const MOST_ARGUMENT_BYTES = 8192;

type Content = Pick<PolicyTest, 'given' | 'expect'>;

/**
 * What a test says must make sense as a whole.
 *
 * @throws ValidationFailedError where it names no agent or two, could never pass, or has too long arguments.
 */
export function requireSound({ given, expect }: Content): void {
  const { agentId, roles, arguments: args = {} } = given;
  const { allowed, reasonCode } = expect;
  const errors: FieldError[] = [];
  if ((agentId === undefined) === (roles === undefined)) {
    const detail = 'Name either an agent or the roles of one that is made up.';
    errors.push({ pointer: '/given', code: 'AGENT_OR_ROLES', detail });
  }
  if (Buffer.byteLength(JSON.stringify(args)) > MOST_ARGUMENT_BYTES) {
    const detail = `arguments must be at most ${String(MOST_ARGUMENT_BYTES)} bytes of JSON.`;
    errors.push({ pointer: '/given/arguments', code: 'OUT_OF_BOUNDS', detail });
  }
  if (reasonCode !== undefined && allowed !== (reasonCode === 'PERMITTED')) {
    const detail = `No answer that is ${allowed ? 'a yes' : 'a no'} has the reason ${reasonCode}.`;
    errors.push({ pointer: '/expect/reasonCode', code: 'NEVER_PASSES', detail });
  }
  if (errors.length > 0) throw new ValidationFailedError(errors);
}
