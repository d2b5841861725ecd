import { Injectable, Logger } from '@nestjs/common';
import { parseSettings } from '../common/extensions/settings.js';
import { Environment } from '../config/environment.js';
import { type ToolConnection, ToolSecrets } from '../credentials/index.js';
import { type ExecutableTool, type ToolResult, type ToolType, ToolTypes } from '../registry/index.js';
import { checkedAnswer } from './checked-answer.js';
import { ToolSettingsInvalidError, ToolTimedOutError, ToolTypeNotInstalledError } from './invocation.errors.js';
import type { PermittedCall } from './permitted-call.js';
import { redacted } from './redacted.js';
import { toToolError } from './tool-failure.js';

/** A call under way. */
export interface RunningCall {
  readonly result: Promise<ToolResult>;
  /** Fulfilled when the tool type has truly let go, be it after its time. */
  readonly settled: Promise<unknown>;
}

/** Executes tools by their types, holding no database connection meanwhile. */
@Injectable()
export class ToolExecutor {
  readonly #log = new Logger(ToolExecutor.name);

  constructor(
    private readonly types: ToolTypes,
    private readonly secrets: ToolSecrets,
    private readonly environment: Environment,
  ) {}

  /** @throws ToolTypeNotInstalledError */
  typeOf({ toolType }: ExecutableTool): ToolType {
    const type = this.types.find(toolType);
    if (!type) throw new ToolTypeNotInstalledError(toolType);
    return type;
  }

  /** What a call takes along. @throws AgentSecretMissingError, SecretMissingError, SecretStoreUnavailableError */
  connect({ tool, principal }: PermittedCall): Promise<ToolConnection> {
    return this.secrets.connect(tool, principal.agentId);
  }

  /**
   * Starts a call. Its result is JSON, not too large, and holds no secret of the tool and nothing that is withheld.
   *
   * It is rejected with an error whose message may be shown: the guard refused, nobody answered, time was up.
   */
  start(call: PermittedCall, connection: ToolConnection): RunningCall {
    const signal = AbortSignal.timeout(this.environment.OUTBOUND_TIMEOUT_MS);
    const execution = this.execute(call, connection, signal);
    const result = Promise.race([execution, endOf(signal)]).catch((error: unknown) => {
      throw this.explained(call.tool, signal.aborted ? new ToolTimedOutError() : error);
    });
    return { result, settled: execution.catch(() => undefined) };
  }

  private async execute(
    { tool, principal, input, redact }: PermittedCall,
    { http, secret, scrub }: ToolConnection,
    signal: AbortSignal,
  ): Promise<ToolResult> {
    const type = this.typeOf(tool);
    const settings = await parseSettings(type, tool.settings).catch(() => {
      throw new ToolSettingsInvalidError();
    });
    const { id, name, version, endpoint } = tool;
    const work = { agentId: principal.agentId, input, signal, tool: { id, name, version, endpoint }, http, secret };
    const result = await type.execute(settings, work);
    return scrub(redacted(checkedAnswer(result, this.environment.OUTBOUND_MAX_BYTES), redact));
  }

  private explained({ name, toolType }: ExecutableTool, error: unknown): Error {
    const explained = toToolError(error);
    const thrown = error instanceof Error ? error.name : typeof error;
    this.#log.warn(`Tool ${name} (${toolType}): ${explained.code}, thrown was ${thrown}`);
    return explained;
  }
}

/** Ends the wait for a tool type that does not heed its signal. */
function endOf(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new ToolTimedOutError()), { once: true });
  });
}
