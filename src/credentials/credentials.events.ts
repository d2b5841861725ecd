import { type AuditEntry, AuditedEvent, DomainEvent } from '../common/events/domain-event.js';
import type { Credential } from './credential.entity.js';

/** Why a credential ended before its time: what somebody said, or what happened to that on which it stood. */
export type RevokeCause =
  | 'requested'
  | 'agent_disabled'
  | 'agent_deleted'
  | 'role_lost'
  | 'proof_revoked'
  | 'tool_deleted'
  | 'tool_retired'
  | 'tool_quarantined'
  | 'version_withdrawn'
  | 'policy_changed'
  | 'access_revoked'
  | 'wrapping_reused';

/** Of what nothing could be granted. */
export type Lacking = 'scopes' | 'time' | 'uses' | 'countable uses';

/** A credential was issued: asked for by its agent, or delegated to it by those who act for it, the latest first. */
export class CredentialVended extends AuditedEvent {
  readonly credentialId: string;
  readonly toolId: string;
  readonly agentId: string;
  readonly decisionId: string;
  readonly #after: Readonly<Record<string, unknown>>;

  constructor(credential: Credential) {
    super();
    const { id, toolId, agentId, decisionId, scopes, expiresAt, maxUses, reason } = credential;
    const { format, audience, boundKey, addresses, parentId, delegations, actors, versionId } = credential;
    this.credentialId = id;
    this.toolId = toolId;
    this.agentId = agentId;
    this.decisionId = decisionId;
    const granted = { toolId, versionId, agentId, scopes, expiresAt, maxUses, reason };
    this.#after = { ...granted, format, audience, boundKey, addresses, parentId, delegations, actors };
  }

  audit(): AuditEntry {
    return {
      action: 'credential.vended',
      outcome: 'success',
      subject: { type: 'credential', id: this.credentialId },
      decisionId: this.decisionId,
      after: this.#after,
    };
  }
}

/** The end of a credential was moved. */
export class CredentialRenewed extends AuditedEvent {
  readonly credentialId: string;
  readonly toolId: string;
  readonly agentId: string;
  readonly #before: Readonly<Record<string, unknown>>;
  readonly #after: Readonly<Record<string, unknown>>;

  constructor(
    before: Credential,
    { expiresAt }: Pick<Credential, 'expiresAt'>,
    readonly decisionId: string,
    /** How many delegated from it would have outlived it, and were shortened with it. */
    shortened: number,
  ) {
    super();
    this.credentialId = before.id;
    this.toolId = before.toolId;
    this.agentId = before.agentId;
    this.#before = { expiresAt: before.expiresAt };
    this.#after = { toolId: before.toolId, agentId: before.agentId, expiresAt, shortened };
  }

  audit(): AuditEntry {
    return {
      action: 'credential.renewed',
      outcome: 'success',
      subject: { type: 'credential', id: this.credentialId },
      decisionId: this.decisionId,
      before: this.#before,
      after: this.#after,
    };
  }
}

/** Policy permitted vending, yet nothing of what was asked could be granted. */
export class CredentialRefused extends AuditedEvent {
  constructor(
    readonly toolId: string,
    readonly decisionId: string,
    readonly lacking: Lacking,
  ) {
    super();
  }

  audit(): AuditEntry {
    return {
      action: 'credential.refused',
      outcome: 'refused',
      subject: { type: 'tool', id: this.toolId },
      decisionId: this.decisionId,
      reason: `no ${this.lacking} granted`,
    };
  }
}

/** A credential ended before its time; each that was delegated from it is told of by an event of its own. */
export class CredentialRevoked extends AuditedEvent {
  readonly credentialId: string;
  readonly toolId: string;
  readonly agentId: string;
  /** The credential that it was delegated from. */
  readonly parentId: string | null;

  constructor(
    { id, toolId, agentId, parentId }: Pick<Credential, 'id' | 'toolId' | 'agentId' | 'parentId'>,
    readonly cause: RevokeCause,
    /** What whoever asked for it said. */
    readonly reason?: string,
  ) {
    super();
    this.credentialId = id;
    this.toolId = toolId;
    this.agentId = agentId;
    this.parentId = parentId;
  }

  audit(): AuditEntry {
    return {
      action: 'credential.revoked',
      outcome: 'success',
      subject: { type: 'credential', id: this.credentialId },
      onBehalfOf: this.agentId,
      reason: this.reason ?? this.cause,
      before: { toolId: this.toolId, agentId: this.agentId, parentId: this.parentId },
    };
  }
}

/** A tool's side asked whether a token is good. Observed only: it changes nothing but the uses left. */
export class CredentialValidated extends DomainEvent {
  constructor(
    readonly active: boolean,
    readonly credentialId?: string,
    readonly toolId?: string,
  ) {
    super();
  }
}

/** Credentials that ended long ago were deleted. Observed only: they were refused from their end on. */
export class CredentialsDeleted extends DomainEvent {
  constructor(readonly count: number) {
    super();
  }
}
