/** Something that has happened, told in the past tense: `ToolRegistered`. Subclasses stand in `<module>.events.ts`. */
export abstract class DomainEvent {}

export interface AuditSubject {
  readonly type: string;
  readonly id: string;
}

/** What the audit keeps of an event. Secrets never enter it: mask them where the event is made. */
export interface AuditEntry {
  /** Dotted and stable: `tool.registered`, `login.refused`. */
  readonly action: string;
  readonly outcome: 'success' | 'refused';
  readonly subject: AuditSubject;
  /** The agent on whose behalf it was done, where that is not the caller. */
  readonly onBehalfOf?: string;
  readonly decisionId?: string;
  readonly reason?: string;
  readonly before?: Readonly<Record<string, unknown>>;
  readonly after?: Readonly<Record<string, unknown>>;
}

/** An event that leaves a row in the audit, in the transaction that publishes it. */
export abstract class AuditedEvent extends DomainEvent {
  abstract audit(): AuditEntry;
}
