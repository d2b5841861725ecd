import { isIP, isISO8601, isObject, isRFC3339 } from 'class-validator';
import type { AccessRequest } from '../policy-type.js';
import { NotJudged } from './not-judged.js';

type Circumstances = Pick<AccessRequest, 'at' | 'address' | 'arguments'>;

const EXACT = { strict: true, strictSeparator: true };

/**
 * What policies look at in the context of an evaluation; whatever else it holds is not theirs.
 *
 * @throws NotJudged where one of these cannot be read: to leave it out could turn a no into a yes.
 */
export function circumstancesOf({ time, address, arguments: args }: Record<string, unknown>, now: Date): Circumstances {
  return {
    at: time === undefined ? now : momentOf(time),
    ...(address !== undefined && { address: addressOf(address) }),
    ...(args !== undefined && { arguments: argumentsOf(args) }),
  };
}

function momentOf(time: unknown): Date {
  if (typeof time === 'string' && isRFC3339(time) && isISO8601(time, EXACT)) return new Date(time);
  throw new NotJudged('INVALID_CONTEXT', 'context.time is no moment such as 2026-03-01T08:00:00Z.');
}

function addressOf(address: unknown): string {
  if (typeof address === 'string' && isIP(address)) return address;
  throw new NotJudged('INVALID_CONTEXT', 'context.address is no IP address.');
}

function argumentsOf(args: unknown): Record<string, unknown> {
  if (isObject(args)) return args as Record<string, unknown>;
  throw new NotJudged('INVALID_CONTEXT', 'context.arguments is no object.');
}
