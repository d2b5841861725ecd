import { type AuditEntry, AuditedEvent } from '../../common/events/domain-event.js';
import type { RoleView } from './role-view.js';

/** There is a new role; nobody holds it yet. */
export class RoleCreated extends AuditedEvent {
  constructor(readonly role: RoleView) {
    super();
  }

  audit(): AuditEntry {
    return { action: 'role.created', outcome: 'success', subject: subjectOf(this.role), after: recordOf(this.role) };
  }
}

/** What the holders of a role may do, or its description, has changed. */
export class RoleUpdated extends AuditedEvent {
  constructor(
    readonly before: RoleView,
    readonly after: RoleView,
  ) {
    super();
  }

  audit(): AuditEntry {
    const [before, after] = [recordOf(this.before), recordOf(this.after)];
    return { action: 'role.updated', outcome: 'success', subject: subjectOf(this.after), before, after };
  }
}

/** A role that nobody held is gone. */
export class RoleDeleted extends AuditedEvent {
  constructor(readonly role: RoleView) {
    super();
  }

  audit(): AuditEntry {
    return { action: 'role.deleted', outcome: 'success', subject: subjectOf(this.role), before: recordOf(this.role) };
  }
}

const subjectOf = ({ name }: RoleView) => ({ type: 'role', id: name });
const recordOf = ({ description, permissions }: RoleView) => ({ description, permissions });
