import { Injectable } from '@nestjs/common';
import type { Principal } from '../../auth/index.js';
import { DecisionsService } from '../../policy/index.js';
import { ToolCatalog } from '../../registry/index.js';
import { originOf } from './origin.js';

/** Tells whether an agent has a use for a tool, and to whom what it gives the tool goes. */
@Injectable()
export class ToolUse {
  constructor(
    private readonly catalog: ToolCatalog,
    private readonly decisions: DecisionsService,
  ) {}

  /** The origin of the tool's endpoint. @throws ToolNotFoundError */
  async originOf(principal: Principal, toolId: string): Promise<string> {
    const { endpoint } = await this.catalog.known(principal, toolId);
    return originOf(new URL(endpoint));
  }

  /** The same, for those who may manage it. @throws ToolNotFoundError, AccessDeniedError */
  async requireManage(principal: Principal, toolId: string): Promise<string> {
    const origin = await this.originOf(principal, toolId);
    await this.decisions.require({ principal, action: 'manage', toolId });
    return origin;
  }

  /** The same, for those who may vend or invoke. @throws ToolNotFoundError, AccessDeniedError */
  async requireUse(principal: Principal, toolId: string): Promise<string> {
    const origin = await this.originOf(principal, toolId);
    const { allowed } = await this.decisions.decide({ principal, action: 'invoke', toolId });
    if (!allowed) await this.decisions.require({ principal, action: 'vend', toolId });
    return origin;
  }
}
