import type { FieldError } from '../../common/errors/app-error.js';

export const SEVERITIES = ['info', 'warning', 'error', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Something a check has to say of a tool, and where. It never repeats a secret. */
export interface Finding extends FieldError {
  readonly severity: Severity;
}

/** Whether a tool with this finding is refused. */
export function isBlocking({ severity }: Finding): boolean {
  return severity === 'error' || severity === 'critical';
}
