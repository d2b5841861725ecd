import { Injectable } from '@nestjs/common';
import type { Principal } from '../../auth/index.js';
import { Clock } from '../../common/clock.js';
import { ValidationFailedError } from '../../common/errors/common.errors.js';
import { CursorCodec } from '../../common/http/cursor.codec.js';
import type { Page, PageQuery } from '../../common/http/page.js';
import { newId } from '../../common/ids.js';
import { SecretNotFoundError, SecretStoreReadOnlyError } from '../credentials.errors.js';
import { carrierOf, type PlacedSecret } from './secret-placement.js';
import { SecretRecords } from './secret-records.js';
import type { SecretStore } from './secret-store.js';
import { SecretStores } from './secret-stores.js';
import type { SecretHolder, ToolSecret } from './tool-secret.entity.js';
import { ToolUse } from './tool-use.js';

/** What a slot is to be. */
export interface SecretSlot extends PlacedSecret {
  readonly holder: SecretHolder;
}

/** What is shown of a secret. */
export interface SecretState {
  readonly secret: ToolSecret;
  /** False once the tool's endpoint has another origin than the secret is for: then it is not sent. */
  readonly attached: boolean;
}

/** Lets those who manage a tool set the secrets that its own API wants. Nothing reads one back. */
@Injectable()
export class SecretsService {
  constructor(
    private readonly use: ToolUse,
    private readonly records: SecretRecords,
    private readonly stores: SecretStores,
    private readonly cursors: CursorCodec,
    private readonly clock: Clock,
  ) {}

  /** By slot. @throws ToolNotFoundError, AccessDeniedError, InvalidCursorError */
  async listSecrets(principal: Principal, toolId: string, given: PageQuery): Promise<Page<SecretState>> {
    const list = `secrets of ${toolId}`;
    const { query, after } = this.cursors.open(list, given);
    const origin = await this.use.requireManage(principal, toolId);
    const rows = await this.records.page(toolId, query.limit, after?.map(String)[0]);
    return this.cursors.page(list, query, rows, {
      position: ({ slot }) => [slot],
      item: (secret) => ({ secret, attached: secret.origin === origin }),
    });
  }

  /**
   * Sets a slot, over what it was, for the origin that the tool's endpoint has now.
   *
   * @param value only where the tool holds one and the store in use is not read-only.
   * @throws ToolNotFoundError, AccessDeniedError, SecretPlacementTakenError, SecretStoreReadOnlyError, SecretStoreUnavailableError
   */
  async putSecret(principal: Principal, toolId: string, slot: SecretSlot, value?: string): Promise<SecretState> {
    const origin = await this.use.requireManage(principal, toolId);
    const store = this.stores.inUse();
    checkValue(store, slot, value);
    const held = slot.holder === 'tool' ? { valueId: newId(), store: store.kind } : { valueId: null, store: null };
    const secret = { ...slot, ...held, toolId, carrier: carrierOf(slot), origin, updatedAt: this.clock.now() };
    await this.records.put(secret, value);
    return { secret, attached: true };
  }

  /** @throws ToolNotFoundError, AccessDeniedError, SecretNotFoundError, SecretStoreUnavailableError */
  async deleteSecret(principal: Principal, toolId: string, slot: string): Promise<void> {
    await this.use.requireManage(principal, toolId);
    const existed = await this.records.delete(toolId, slot);
    if (!existed) throw new SecretNotFoundError();
  }
}

function checkValue({ readOnly }: SecretStore, { holder }: SecretSlot, value: string | undefined): void {
  if (readOnly && holder === 'agent') throw new SecretStoreReadOnlyError('/holder');
  if (readOnly && value !== undefined) throw new SecretStoreReadOnlyError('/value');
  if (readOnly || (holder === 'tool') === (value !== undefined)) return;
  const detail = holder === 'tool' ? 'value is missing' : 'value is not given here: each agent puts its own';
  throw new ValidationFailedError([{ pointer: '/value', code: 'FITS_HOLDER', detail }]);
}
