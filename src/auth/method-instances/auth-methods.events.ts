import { type AuditEntry, AuditedEvent } from '../../common/events/domain-event.js';
import type { AuthMethodView } from './auth-method-view.js';

/** A way to log in has been added. */
export class AuthMethodCreated extends AuditedEvent {
  constructor(readonly method: AuthMethodView) {
    super();
  }

  audit(): AuditEntry {
    const after = recordOf(this.method);
    return { action: 'auth_method.created', outcome: 'success', subject: subjectOf(this.method), after };
  }
}

/** A way to log in has been changed, enabled or disabled. */
export class AuthMethodUpdated extends AuditedEvent {
  constructor(
    readonly before: AuthMethodView,
    readonly after: AuthMethodView,
  ) {
    super();
  }

  audit(): AuditEntry {
    const [before, after] = [recordOf(this.before), recordOf(this.after)];
    return { action: 'auth_method.updated', outcome: 'success', subject: subjectOf(this.after), before, after };
  }
}

/** A way to log in is gone. */
export class AuthMethodDeleted extends AuditedEvent {
  constructor(readonly method: AuthMethodView) {
    super();
  }

  audit(): AuditEntry {
    const before = recordOf(this.method);
    return { action: 'auth_method.deleted', outcome: 'success', subject: subjectOf(this.method), before };
  }
}

const subjectOf = ({ name }: AuthMethodView) => ({ type: 'auth_method', id: name });
const recordOf = ({ kind, enabled, settings, mapping }: AuthMethodView) => ({ kind, enabled, settings, mapping });
