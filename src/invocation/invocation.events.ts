import { DomainEvent } from '../common/events/domain-event.js';

/** A tool was executed, or it was tried: `error` where it gave no answer. */
export type InvocationOutcome = 'success' | 'failure' | 'error';

export interface Invocation {
  readonly invocationId: string;
  readonly toolId: string;
  readonly versionId: string;
  readonly agentId: string;
  /** The vended credential that was presented. */
  readonly credentialId?: string;
  readonly decisionId: string;
  readonly outcome: InvocationOutcome;
  /** What the tool answered, where its protocol has a status. */
  readonly status?: number;
  /** With `error`: the code that the caller got. */
  readonly errorCode?: string;
  readonly durationMs: number;
}

/** An agent has invoked a tool. Refusals are told by the decision instead. */
export class ToolInvoked extends DomainEvent implements Invocation {
  readonly invocationId!: string;
  readonly toolId!: string;
  readonly versionId!: string;
  readonly agentId!: string;
  readonly credentialId?: string;
  readonly decisionId!: string;
  readonly outcome!: InvocationOutcome;
  readonly status?: number;
  readonly errorCode?: string;
  readonly durationMs!: number;

  constructor(invocation: Invocation) {
    super();
    Object.assign(this, invocation);
  }
}
