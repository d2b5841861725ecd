import { Injectable } from '@nestjs/common';
import { ToolCheckFailedError } from './checks.errors.js';
import { EndpointCheck } from './endpoint.check.js';
import { type Finding, isBlocking, SEVERITIES } from './finding.js';
import { HiddenTextCheck } from './hidden-text.check.js';
import { ModelInstructionsCheck } from './model-instructions.check.js';
import { PortabilityCheck } from './portability.check.js';
import { SecretsCheck } from './secrets.check.js';
import type { CheckedTool, ToolCheck } from './tool-check.js';

/** More is not said of one tool. */
const MOST_FINDINGS = 100;

/** Asks all checks. */
@Injectable()
export class ToolChecks {
  readonly #checks: readonly ToolCheck[];

  constructor(
    hiddenText: HiddenTextCheck,
    instructions: ModelInstructionsCheck,
    secrets: SecretsCheck,
    endpoint: EndpointCheck,
    portability: PortabilityCheck,
  ) {
    this.#checks = [hiddenText, instructions, secrets, endpoint, portability];
  }

  /** What there is to say of a tool whose definition can be used, the gravest first. */
  async findings(tool: CheckedTool): Promise<readonly Finding[]> {
    const found = (await Promise.all(this.#checks.map(async (it) => it.find(tool)))).flat();
    return found.sort((a, b) => rank(b) - rank(a)).slice(0, MOST_FINDINGS);
  }

  /** @returns the findings. @throws ToolCheckFailedError */
  async refuseUnsafe(tool: CheckedTool): Promise<readonly Finding[]> {
    const findings = await this.findings(tool);
    const blocking = findings.filter(isBlocking);
    if (blocking.length > 0) throw new ToolCheckFailedError(blocking);
    return findings;
  }
}

const rank = ({ severity }: Finding) => SEVERITIES.indexOf(severity);
