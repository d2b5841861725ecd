import { Injectable } from '@nestjs/common';
import type { AppError } from '../common/errors/app-error.js';
import { DomainEvents } from '../common/events/domain-events.js';
import { Transactions } from '../database/index.js';
import type { ToolResult } from '../registry/index.js';
import { type Invocation, ToolInvoked } from './invocation.events.js';
import type { PermittedCall } from './permitted-call.js';

/** A call that has ended. */
interface EndedCall extends PermittedCall {
  readonly invocationId: string;
  readonly durationMs: number;
}

/** Puts every invocation on record, whatever came of it. */
@Injectable()
export class InvocationLog {
  constructor(
    private readonly transactions: Transactions,
    private readonly events: DomainEvents,
  ) {}

  /** The tool answered, be it no. */
  async answered(call: EndedCall, { outcome, status }: ToolResult): Promise<void> {
    await this.publish({ ...factsOf(call), outcome, ...(status !== undefined && { status }) });
  }

  /** The tool gave no answer. */
  async unanswered(call: EndedCall, { code }: AppError): Promise<void> {
    await this.publish({ ...factsOf(call), outcome: 'error', errorCode: code });
  }

  private async publish(invocation: Invocation): Promise<void> {
    await this.transactions.run(() => this.events.publish(new ToolInvoked(invocation)));
  }
}

function factsOf({ invocationId, tool, principal, decisionId, durationMs }: EndedCall) {
  const { agentId, credential } = principal;
  const credentialId = credential && { credentialId: credential.id };
  return { invocationId, toolId: tool.id, versionId: tool.versionId, agentId, ...credentialId, decisionId, durationMs };
}
