import { Injectable } from '@nestjs/common';
import type { Principal } from '../auth/index.js';
import { Clock } from '../common/clock.js';
import { AppError } from '../common/errors/app-error.js';
import { newId } from '../common/ids.js';
import { CredentialsService } from '../credentials/index.js';
import type { ToolResult } from '../registry/index.js';
import { CallSlots } from './call-slots.js';
import { CredentialUsedUpError } from './invocation.errors.js';
import { InvocationLog } from './invocation-log.js';
import type { PermittedCall } from './permitted-call.js';
import { ToolExecutor } from './tool-executor.js';

/** How an invocation went. */
export interface InvocationReport {
  readonly invocationId: string;
  readonly toolId: string;
  readonly version: string;
  readonly decisionId: string;
  readonly durationMs: number;
  readonly result: ToolResult;
}

/** Runs permitted calls: within the tool's bound of calls in flight, one use of the credential each, all on record. */
@Injectable()
export class InvocationRunner {
  constructor(
    private readonly slots: CallSlots,
    private readonly credentials: CredentialsService,
    private readonly executor: ToolExecutor,
    private readonly log: InvocationLog,
    private readonly clock: Clock,
  ) {}

  /** @throws ToolTypeNotInstalledError, ToolBusyError, CredentialUsedUpError, a secret that is missing, or why the tool gave no answer. */
  async run(call: PermittedCall): Promise<InvocationReport> {
    this.executor.typeOf(call.tool);
    const giveBack = this.slots.take(call.tool.id);
    let settled: Promise<unknown> = Promise.resolve();
    try {
      const connection = await this.executor.connect(call);
      await this.takeUse(call.principal);
      const running = this.executor.start(call, connection);
      settled = running.settled;
      return await this.recorded(call, running.result);
    } finally {
      void settled.then(giveBack);
    }
  }

  private async takeUse({ credential }: Principal): Promise<void> {
    if (credential && !(await this.credentials.takeUse(credential.id))) throw new CredentialUsedUpError();
  }

  private async recorded(call: PermittedCall, running: Promise<ToolResult>): Promise<InvocationReport> {
    const { tool, decisionId } = call;
    const invocationId = newId();
    const startedAt = this.clock.now().getTime();
    const soFar = () => ({ ...call, invocationId, durationMs: this.clock.now().getTime() - startedAt });
    try {
      const result = await running;
      const ended = soFar();
      await this.log.answered(ended, result);
      const { durationMs } = ended;
      return { invocationId, toolId: tool.id, version: tool.version, decisionId, durationMs, result };
    } catch (error) {
      if (error instanceof AppError) await this.log.unanswered(soFar(), error);
      throw error;
    }
  }
}
