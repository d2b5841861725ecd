import { Injectable } from '@nestjs/common';
import type { Principal } from '../../auth/index.js';
import { Clock } from '../../common/clock.js';
import { CursorCodec } from '../../common/http/cursor.codec.js';
import type { Page, PageQuery } from '../../common/http/page.js';
import { DecisionsService } from '../../policy/index.js';
import { type ExecutableTool, ToolCatalog } from '../../registry/index.js';
import { SecretNotFoundError } from '../credentials.errors.js';
import { originOf } from './origin.js';
import { carrierOf, type PlacedSecret } from './secret-placement.js';
import { SecretRecords } from './secret-records.js';
import type { ToolSecret } from './tool-secret.entity.js';

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
    private readonly catalog: ToolCatalog,
    private readonly decisions: DecisionsService,
    private readonly records: SecretRecords,
    private readonly cursors: CursorCodec,
    private readonly clock: Clock,
  ) {}

  /** By slot. @throws ToolNotFoundError, AccessDeniedError, InvalidCursorError */
  async listSecrets(principal: Principal, toolId: string, given: PageQuery): Promise<Page<SecretState>> {
    const list = `secrets of ${toolId}`;
    const { query, after } = this.cursors.open(list, given);
    const origin = originOf(new URL((await this.manageable(principal, toolId)).endpoint));
    const rows = await this.records.page(toolId, query.limit, after?.map(String)[0]);
    return this.cursors.page(list, query, rows, {
      position: ({ slot }) => [slot],
      item: (secret) => ({ secret, attached: secret.origin === origin }),
    });
  }

  /**
   * Puts a value into a slot, over what it held, for the origin that the tool's endpoint has now.
   *
   * @throws ToolNotFoundError, AccessDeniedError, SecretPlacementTakenError, SecretStoreUnavailableError
   */
  async putSecret(principal: Principal, toolId: string, placed: PlacedSecret, value: string): Promise<SecretState> {
    const { endpoint } = await this.manageable(principal, toolId);
    const { slot, placement, name } = placed;
    const origin = originOf(new URL(endpoint));
    const secret = { toolId, slot, placement, name, carrier: carrierOf(placed), origin, updatedAt: this.clock.now() };
    await this.records.put(secret, value);
    return { secret, attached: true };
  }

  /** @throws ToolNotFoundError, AccessDeniedError, SecretNotFoundError, SecretStoreUnavailableError */
  async deleteSecret(principal: Principal, toolId: string, slot: string): Promise<void> {
    await this.manageable(principal, toolId);
    const existed = await this.records.delete(toolId, slot);
    if (!existed) throw new SecretNotFoundError();
  }

  private async manageable(principal: Principal, toolId: string): Promise<ExecutableTool> {
    const tool = await this.catalog.forUse(principal, toolId);
    await this.decisions.require({ principal, action: 'manage', toolId });
    return tool;
  }
}
