import { type AuditEntry, AuditedEvent } from '../common/events/domain-event.js';
import type { ToolSnapshot } from './tools/tool-snapshot.js';

type AuditedTool = Readonly<Record<string, unknown>>;

/** What the audit keeps of a tool: everything but its schemas, which the content hash stands for. */
function audited(tool: ToolSnapshot): AuditedTool {
  const { name, title, description, ownerId, tags, metadata, revision } = tool;
  const { sourceDocument, sourceKind, sourceOperation } = tool;
  const { version, toolType, endpoint, authRequired, settings, scopes, contentHash, status, forced } = tool;
  const described = { name, title, description, ownerId, tags, metadata, revision };
  const source = { sourceDocument, sourceKind, sourceOperation };
  const defined = { version, toolType, endpoint, authRequired, settings, scopes, contentHash };
  return { ...described, ...source, ...defined, status, ...(forced && { forced }) };
}

export class ToolRegistered extends AuditedEvent {
  readonly toolId: string;
  readonly #after: AuditedTool;

  constructor(after: ToolSnapshot) {
    super();
    this.toolId = after.id;
    this.#after = audited(after);
  }

  audit(): AuditEntry {
    return {
      action: 'tool.registered',
      outcome: 'success',
      subject: { type: 'tool', id: this.toolId },
      after: this.#after,
    };
  }
}

export class ToolUpdated extends AuditedEvent {
  readonly toolId: string;
  /** Whether the change made a new version. */
  readonly versioned: boolean;
  readonly renamed: boolean;
  readonly #before: AuditedTool;
  readonly #after: AuditedTool;

  constructor(before: ToolSnapshot, after: ToolSnapshot) {
    super();
    this.toolId = after.id;
    this.versioned = before.versionId !== after.versionId;
    this.renamed = before.name !== after.name;
    this.#before = audited(before);
    this.#after = audited(after);
  }

  audit(): AuditEntry {
    const subject = { type: 'tool', id: this.toolId };
    return { action: 'tool.updated', outcome: 'success', subject, before: this.#before, after: this.#after };
  }
}

export class ToolDeleted extends AuditedEvent {
  readonly toolId: string;
  readonly #before: AuditedTool;

  constructor(before: ToolSnapshot) {
    super();
    this.toolId = before.id;
    this.#before = audited(before);
  }

  audit(): AuditEntry {
    return {
      action: 'tool.deleted',
      outcome: 'success',
      subject: { type: 'tool', id: this.toolId },
      before: this.#before,
    };
  }
}
