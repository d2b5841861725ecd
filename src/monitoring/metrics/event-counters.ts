import { Injectable } from '@nestjs/common';
import { Counter } from 'prom-client';
import { LoginRefused, LoginSucceeded } from '../../auth/index.js';
import type { DomainEvent } from '../../common/events/domain-event.js';
import { LimitStoreDegraded } from '../../common/throttling/throttling.events.js';
import {
  AnswerUnwrapped,
  AnswerWrapped,
  CredentialRenewed,
  CredentialRevoked,
  CredentialsDeleted,
  CredentialValidated,
  CredentialVended,
  WrappingReused,
  WrappingRotated,
} from '../../credentials/index.js';
import { ToolInvoked } from '../../invocation/index.js';
import { AccessDecided } from '../../policy/index.js';
import { MetricsRegistry } from './metrics-registry.js';

/** Counts what happens in the registry. Labels have few values: never an id. */
@Injectable()
export class EventCounters {
  readonly #logins: Counter;
  readonly #decisions: Counter;
  readonly #shadowDifferences: Counter;
  readonly #vended: Counter;
  readonly #validations: Counter;
  readonly #renewed: Counter;
  readonly #revoked: Counter;
  readonly #deleted: Counter;
  readonly #wrappings: Counter;
  readonly #invocations: Counter;
  readonly #degraded: Counter;

  constructor(registry: MetricsRegistry) {
    const counter = (name: string, help: string, ...labelNames: string[]) =>
      new Counter({ name: `toolreg_${name}_total`, help, labelNames, registers: [registry] });
    this.#logins = counter('logins', 'Attempts to exchange proof for a token.', 'outcome');
    this.#decisions = counter('decisions', 'Access requests decided by the policies.', 'action', 'outcome');
    this.#shadowDifferences = counter(
      'shadow_differences',
      'Decisions that a policy in shadow mode would turn round.',
      'kind',
      'effect',
    );
    this.#vended = counter('credentials_vended', 'Credentials issued.');
    this.#validations = counter('credential_validations', 'Credentials that tools asked about.', 'outcome');
    this.#renewed = counter('credentials_renewed', 'Credentials of which the end was moved.');
    this.#revoked = counter('credentials_revoked', 'Credentials that ended before their time.', 'cause');
    this.#deleted = counter('credentials_deleted', 'Credentials that were deleted long after their end.');
    this.#wrappings = counter('credential_wrappings', 'What was done with tokens that wrap credentials.', 'outcome');
    this.#invocations = counter('invocations', 'Tools executed through the registry.', 'outcome');
    this.#degraded = counter('rate_limit_degraded', 'Requests limited without the shared store.', 'outcome');
  }

  count(event: DomainEvent): void {
    if (event instanceof LoginSucceeded) this.#logins.inc({ outcome: 'success' });
    else if (event instanceof LoginRefused) this.#logins.inc({ outcome: 'refused' });
    else if (event instanceof AccessDecided) this.countDecision(event);
    else if (event instanceof CredentialVended) this.#vended.inc();
    else if (event instanceof CredentialValidated)
      this.#validations.inc({ outcome: event.active ? 'active' : 'inactive' });
    else if (event instanceof CredentialRenewed) this.#renewed.inc();
    else if (event instanceof CredentialRevoked) this.#revoked.inc({ cause: event.cause });
    else if (event instanceof CredentialsDeleted) this.#deleted.inc(event.count);
    else if (event instanceof AnswerWrapped) this.#wrappings.inc({ outcome: 'wrapped' });
    else if (event instanceof AnswerUnwrapped) this.#wrappings.inc({ outcome: 'unwrapped' });
    else if (event instanceof WrappingRotated) this.#wrappings.inc({ outcome: 'rewrapped' });
    else if (event instanceof WrappingReused) this.#wrappings.inc({ outcome: 'reused' });
    else if (event instanceof ToolInvoked) this.#invocations.inc({ outcome: event.outcome });
    else if (event instanceof LimitStoreDegraded)
      this.#degraded.inc({ outcome: event.refused ? 'refused' : 'allowed' });
  }

  private countDecision({ decision }: AccessDecided): void {
    this.#decisions.inc({ action: decision.action, outcome: decision.allowed ? 'permit' : 'deny' });
    for (const { policyId, kind, effect } of decision.trace) {
      if (decision.shadow?.policyIds.includes(policyId)) this.#shadowDifferences.inc({ kind, effect });
    }
  }
}
