import { Injectable } from '@nestjs/common';
import { ChecksPermission, InsufficientPermissionError, type Principal } from '../../auth/index.js';
import { Environment } from '../../config/environment.js';
import type { Maker } from '../tools/maker.js';
import type { ToolSnapshot } from '../tools/tool-snapshot.js';
import type { FirstStatus } from '../tools/tool-status.js';
import { IN_USE } from './in-use.js';
import { StatusNotAllowedError } from './lifecycle.errors.js';
import { reviewedAgain } from './reviewed-again.js';
import { SecondPerson } from './second-person.js';
import { ToolAuthorsRepository } from './tool-authors.repository.js';
import type { TransitionName } from './transitions.js';

const REVIEW = 'tool:review';

/**
 * Who makes tools usable. Where it takes a second person, a tool in use was approved as it is, with every version of it:
 * whatever changes it takes it out of use until somebody activates it who had no hand in it since.
 */
@Injectable()
@ChecksPermission(REVIEW, { narrowable: true })
export class ToolActivation {
  constructor(
    private readonly environment: Environment,
    private readonly authors: ToolAuthorsRepository,
    private readonly second: SecondPerson,
  ) {}

  /** @throws StatusNotAllowedError when a new tool asks to be active, and must not be. */
  admit(status: FirstStatus | undefined): void {
    if (status === 'active' && this.takesTwo) throw new StatusNotAllowedError();
  }

  /** A new tool as it may begin. */
  begun(tool: ToolSnapshot): ToolSnapshot {
    return this.takesTwo ? { ...tool, status: 'draft' } : tool;
  }

  /** A tool after a change that makes something callable which nobody approved. */
  published(tool: ToolSnapshot): ToolSnapshot {
    if (!this.takesTwo || !IN_USE.includes(tool.status)) return tool;
    return { ...tool, status: 'in_review', statusReason: 'It was changed after it was approved.' };
  }

  /** A tool after a change of its own. */
  changed(before: ToolSnapshot, after: ToolSnapshot): ToolSnapshot {
    return reviewedAgain(before, after) ? this.published(after) : after;
  }

  /** Remembers who changed tools. Called in the transaction that changes them. */
  async remember(tools: readonly Pick<ToolSnapshot, 'id'>[], { agentId, actors = [] }: Maker): Promise<void> {
    const ids = tools.map(({ id }) => id);
    await this.authors.add(ids, [agentId, ...actors]);
  }

  /**
   * Lets a caller take a step, in the transaction that holds the tool.
   *
   * @throws InsufficientPermissionError, SecondPersonNeededError
   */
  async step(principal: Principal, tool: ToolSnapshot, transition: TransitionName): Promise<void> {
    if (transition === 'submit') await this.remember([tool], principal);
    if (transition !== 'activate') return;
    if (this.takesTwo) await this.requireSecond(principal, tool);
    await this.authors.clear(tool.id);
  }

  private async requireSecond(principal: Principal, tool: ToolSnapshot): Promise<void> {
    if (!principal.permissions.allows(REVIEW, tool)) throw new InsufficientPermissionError(REVIEW);
    await this.second.require(principal, tool.id);
  }

  private get takesTwo(): boolean {
    return this.environment.TOOL_ACTIVATION === 'second_person';
  }
}
