/** Why a question does not come before the policies. */
export type RefusalCode =
  | 'UNKNOWN_SUBJECT_TYPE'
  | 'UNKNOWN_SUBJECT'
  | 'SUBJECT_DISABLED'
  | 'UNKNOWN_ACTION'
  | 'UNKNOWN_RESOURCE_TYPE'
  | 'UNKNOWN_RESOURCE'
  | 'RESOURCE_UNAVAILABLE'
  | 'INVALID_CONTEXT';

/** A question on which policies cannot be asked. The answer is no, and says why. */
export class NotJudged extends Error {
  constructor(
    readonly code: RefusalCode,
    readonly detail: string,
  ) {
    super(detail);
  }
}
