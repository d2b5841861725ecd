import { Injectable } from '@nestjs/common';
import type { Principal } from '../../auth/index.js';
import { Clock } from '../../common/clock.js';
import { ValidationFailedError } from '../../common/errors/common.errors.js';
import { newId } from '../../common/ids.js';
import { SecretNotFoundError, SecretStoreReadOnlyError } from '../credentials.errors.js';
import type { AgentSecret } from './agent-secret.entity.js';
import { AgentSecretRecords } from './agent-secret-records.js';
import { fitsPlacement } from './secret-placement.js';
import { SecretRecords } from './secret-records.js';
import { SecretStores } from './secret-stores.js';
import type { ToolSecret } from './tool-secret.entity.js';
import { ToolUse } from './tool-use.js';

/** What an agent is shown of its own secret. */
export interface OwnSecretState {
  readonly slot: ToolSecret;
  readonly own: AgentSecret | null;
  /** Whether it is for the origin that the tool's endpoint has now. */
  readonly attached: boolean;
}

/** Lets agents put secrets of their own into the slots of tools that act on their behalf. */
@Injectable()
export class OwnSecretsService {
  constructor(
    private readonly use: ToolUse,
    private readonly slots: SecretRecords,
    private readonly records: AgentSecretRecords,
    private readonly stores: SecretStores,
    private readonly clock: Clock,
  ) {}

  /** @throws ToolNotFoundError, SecretNotFoundError where agents hold nothing in this slot. */
  async getOwnSecret(principal: Principal, toolId: string, slotName: string): Promise<OwnSecretState> {
    const origin = await this.use.originOf(principal, toolId);
    const slot = await this.slotOf(toolId, slotName);
    const own = await this.records.find(toolId, slotName, principal.agentId);
    return { slot, own, attached: own?.origin === origin };
  }

  /**
   * Puts the caller's value, over what it had, for the origin that the tool's endpoint has now.
   *
   * @throws ToolNotFoundError, AccessDeniedError, SecretNotFoundError, SecretStoreReadOnlyError, SecretStoreUnavailableError
   */
  async putOwnSecret(principal: Principal, toolId: string, slotName: string, value: string): Promise<OwnSecretState> {
    const origin = await this.use.requireUse(principal, toolId);
    const slot = await this.slotOf(toolId, slotName);
    const { kind: store, readOnly } = this.stores.inUse();
    if (readOnly) throw new SecretStoreReadOnlyError('/value');
    if (!fitsPlacement(slot.placement, value)) throw new ValidationFailedError([NOT_BASIC]);
    const updatedAt = this.clock.now();
    const own = { toolId, slot: slotName, agentId: principal.agentId, origin, valueId: newId(), store, updatedAt };
    await this.records.put(own, value);
    return { slot, own, attached: true };
  }

  /** Whatever policies say by now. @throws SecretNotFoundError */
  async deleteOwnSecret(principal: Principal, toolId: string, slotName: string): Promise<void> {
    const existed = await this.records.delete(toolId, slotName, principal.agentId);
    if (!existed) throw new SecretNotFoundError();
  }

  private async slotOf(toolId: string, slotName: string): Promise<ToolSecret> {
    const slot = await this.slots.find(toolId, slotName);
    if (slot?.holder !== 'agent') throw new SecretNotFoundError();
    return slot;
  }
}

const NOT_BASIC = {
  pointer: '/value',
  code: 'FITS_PLACEMENT',
  detail: 'value must be user:password for the placement basic',
};
