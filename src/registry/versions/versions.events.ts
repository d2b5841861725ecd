import { type AuditEntry, AuditedEvent } from '../../common/events/domain-event.js';
import type { ToolSnapshot } from '../tools/tool-snapshot.js';

/** A version was published beside those that are there. */
export class ToolVersionPublished extends AuditedEvent {
  readonly toolId: string;
  readonly version: string;
  readonly #after: Readonly<Record<string, unknown>>;

  constructor({ id, version, contentHash, forced }: ToolSnapshot) {
    super();
    this.toolId = id;
    this.version = version;
    this.#after = { version, contentHash, ...(forced && { forced }) };
  }

  audit(): AuditEntry {
    return {
      action: 'tool.version_published',
      outcome: 'success',
      subject: { type: 'tool', id: this.toolId },
      after: this.#after,
    };
  }
}

/** A version is not served any more, and credentials that are bound to it end. */
export class ToolVersionWithdrawn extends AuditedEvent {
  constructor(
    readonly toolId: string,
    readonly versionId: string,
    readonly version: string,
    readonly reason: string,
  ) {
    super();
  }

  audit(): AuditEntry {
    const { reason, version } = this;
    const subject = { type: 'tool', id: this.toolId };
    return { action: 'tool.version_withdrawn', outcome: 'success', subject, reason, before: { version } };
  }
}

/** An alias stands for another version than before, or for none any more. */
export class ToolAliasChanged extends AuditedEvent {
  constructor(
    readonly toolId: string,
    readonly alias: string,
    readonly before: string | undefined,
    readonly after: string | undefined,
  ) {
    super();
  }

  audit(): AuditEntry {
    const { alias, before, after } = this;
    return {
      action: 'tool.alias_changed',
      outcome: 'success',
      subject: { type: 'tool', id: this.toolId },
      ...(before !== undefined && { before: { alias, version: before } }),
      ...(after !== undefined && { after: { alias, version: after } }),
    };
  }
}

/** An agent is served another version than before, whatever the others are, or what the others are again. */
export class ToolPinChanged extends AuditedEvent {
  constructor(
    readonly toolId: string,
    readonly agentId: string,
    readonly before: string | undefined,
    readonly after: string | undefined,
  ) {
    super();
  }

  audit(): AuditEntry {
    const { agentId, before, after } = this;
    return {
      action: 'tool.pin_changed',
      outcome: 'success',
      subject: { type: 'tool', id: this.toolId },
      ...(before !== undefined && { before: { agentId, version: before } }),
      ...(after !== undefined && { after: { agentId, version: after } }),
    };
  }
}
