import { AppError } from '../common/errors/app-error.js';

export class AuditEventNotFoundError extends AppError {
  readonly category = 'not_found';
  readonly code = 'AUDIT_EVENT_NOT_FOUND';

  constructor() {
    super('There is no audit event with this id.');
  }
}

export class AccessLogEntryNotFoundError extends AppError {
  readonly category = 'not_found';
  readonly code = 'ACCESS_LOG_ENTRY_NOT_FOUND';

  constructor() {
    super('There is no decision with this id.');
  }
}

export class UsageRangeError extends AppError {
  readonly category = 'invalid';
  readonly code = 'INVALID_USAGE_RANGE';

  constructor(detail: string) {
    super(detail, { errors: [{ pointer: 'from', code: 'INVALID_USAGE_RANGE', detail }] });
  }
}

export class MetricsTokenRequiredError extends AppError {
  readonly category = 'unauthenticated';
  readonly code = 'METRICS_TOKEN_REQUIRED';

  constructor() {
    super('Send the metrics token as bearer.');
  }
}

export class MetricsLocalOnlyError extends AppError {
  readonly category = 'forbidden';
  readonly code = 'METRICS_LOCAL_ONLY';

  constructor() {
    super('No metrics token is configured, so metrics are shown to callers on the same machine only.');
  }
}
