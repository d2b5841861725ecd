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
  | 'policy_changed'
  | 'access_revoked';

/** A credential was issued. */
export class CredentialVended extends AuditedEvent {
  readonly credentialId: string;
  readonly toolId: string;
  readonly agentId: string;
  readonly decisionId: string;
  readonly #after: Readonly<Record<string, unknown>>;

  constructor({ id, toolId, agentId, decisionId, scopes, expiresAt, maxUses, reason }: Credential) {
    super();
    this.credentialId = id;
    this.toolId = toolId;
    this.agentId = agentId;
    this.decisionId = decisionId;
    this.#after = { toolId, agentId, scopes, expiresAt, maxUses, reason };
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

/** Policy permitted vending, yet nothing of what was asked could be granted. */
export class CredentialRefused extends AuditedEvent {
  constructor(
    readonly toolId: string,
    readonly decisionId: string,
    readonly lacking: 'scopes' | 'time' | 'uses',
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

/** A credential ended before its time. */
export class CredentialRevoked extends AuditedEvent {
  readonly credentialId: string;
  readonly toolId: string;
  readonly agentId: string;

  constructor(
    { id, toolId, agentId }: Pick<Credential, 'id' | 'toolId' | 'agentId'>,
    readonly cause: RevokeCause,
    /** What whoever asked for it said. */
    readonly reason?: string,
  ) {
    super();
    this.credentialId = id;
    this.toolId = toolId;
    this.agentId = agentId;
  }

  audit(): AuditEntry {
    return {
      action: 'credential.revoked',
      outcome: 'success',
      subject: { type: 'credential', id: this.credentialId },
      onBehalfOf: this.agentId,
      reason: this.reason ?? this.cause,
      before: { toolId: this.toolId, agentId: this.agentId },
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
