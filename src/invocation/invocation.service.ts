import { Injectable } from '@nestjs/common';
import type { Principal } from '../auth/index.js';
import { ValidationFailedError } from '../common/errors/common.errors.js';
import { DecisionsService } from '../policy/index.js';
import { type ExecutableTool, InputValidator, INVOKE_SCOPE, ToolCatalog } from '../registry/index.js';
import { CredentialRequiredError } from './invocation.errors.js';
import { type InvocationReport, InvocationRunner } from './invocation-runner.js';

type Input = Readonly<Record<string, unknown>>;

/** Executes tools for agents: judged, within their schema, counted. */
@Injectable()
export class InvocationService {
  constructor(
    private readonly catalog: ToolCatalog,
    private readonly inputs: InputValidator,
    private readonly decisions: DecisionsService,
    private readonly runner: InvocationRunner,
  ) {}

  /**
   * Executes the tool once and tells how it went; that the tool said no is an answer, not an error.
   *
   * Nothing is sent unless the input fits the schema, policy permits `invoke` and a use could be taken of the
   * credential. Uses taken are not given back when the tool fails.
   *
   * @param version its number, `latest`, an alias or its id. Absent: the one that the caller is served.
   * @throws ToolNotFoundError, VersionNotFoundError, VersionWithdrawnError, VersionNotServedError, CredentialRequiredError, ValidationFailedError, AccessDeniedError, CredentialUsedUpError,
   *   and an `unavailable` error when the tool gave no answer.
   */
  async invokeTool(principal: Principal, toolId: string, input: Input, version?: string): Promise<InvocationReport> {
    const tool = await this.catalog.forUse(principal, toolId, version);
    requireProof(principal, tool);
    this.requireFit(tool, input);
    const attempt = { principal, action: 'invoke', toolId, arguments: input } as const;
    const decision = await this.decisions.carryOut(attempt, (it) => Promise.resolve(it));
    const { redact } = decision.obligations;
    return this.runner.run({ tool, principal, decisionId: decision.id, input, ...(redact && { redact }) });
  }

  private requireFit(tool: ExecutableTool, input: Input): void {
    const errors = this.inputs.validate(tool, input);
    if (errors.length > 0) throw new ValidationFailedError(errors);
  }
}

/** A tool that demands a credential takes no access token; a credential must be for this tool and version, and for invoking. */
function requireProof({ credential }: Principal, { id, versionId, authRequired }: ExecutableTool): void {
  if (!credential && !authRequired) return;
  const isFor = credential?.toolId === id && (credential.versionId ?? versionId) === versionId;
  const fits = isFor && credential.scopes.includes(INVOKE_SCOPE);
  if (!fits) throw new CredentialRequiredError();
}
