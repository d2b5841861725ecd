import { isJsonPointer } from '../../common/json-pointer.js';
import type { Obligation, Reason, Verdict } from '../policy-type.js';

const OUTCOMES: readonly unknown[] = ['match', 'no_match', 'indeterminate'] satisfies Verdict['outcome'][];

/** Whether an answer is a verdict indeed: a guest's code may return anything, and nothing may be read into it. */
export function isVerdict(answer: unknown): answer is Verdict {
  if (!isRecord(answer)) return false;
  const { outcome, reasons, obligations, validUntil } = answer;
  return (
    OUTCOMES.includes(outcome) &&
    isListOf(reasons, isReason) &&
    (obligations === undefined || isListOf(obligations, isObligation)) &&
    (validUntil === undefined || (validUntil instanceof Date && !Number.isNaN(validUntil.getTime())))
  );
}

function isReason(value: unknown): value is Reason {
  return isRecord(value) && typeof value['code'] === 'string' && typeof value['detail'] === 'string';
}

/** An obligation that nobody here knows how to honour is none: the verdict falls, and with it the access. */
export function isObligation(value: unknown): value is Obligation {
  if (!isRecord(value)) return false;
  switch (value['type']) {
    case 'cap_ttl':
      return isPositiveInteger(value['seconds']);
    case 'cap_uses':
      return isPositiveInteger(value['uses']);
    case 'narrow_scopes':
      return isListOf(value['scopes'], isText);
    case 'require_bound_key':
      return true;
    case 'redact':
      return isListOf(value['fields'], isJsonPointer);
    case 'log':
      return isText(value['note']);
    default:
      return false;
  }
}

function isPositiveInteger(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) > 0;
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function isListOf(value: unknown, isMember: (member: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isMember);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
