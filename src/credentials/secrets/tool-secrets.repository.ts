import { Injectable } from '@nestjs/common';
import { MoreThan, QueryFailedError } from 'typeorm';
import { Transactions } from '../../database/index.js';
import { ToolNotFoundError } from '../../registry/index.js';
import { SecretPlacementTakenError } from '../credentials.errors.js';
import { ToolSecret } from './tool-secret.entity.js';

interface Violation {
  readonly constraint?: string;
}

@Injectable()
export class ToolSecretsRepository {
  constructor(private readonly transactions: Transactions) {}

  /** By slot. */
  findByTool(toolId: string): Promise<ToolSecret[]> {
    return this.transactions.of(ToolSecret).find({ where: { toolId }, order: { slot: 'ASC' } });
  }

  /** By slot, from behind `after`; one more than `limit`, where there is one. */
  findPage(toolId: string, limit: number, after?: string): Promise<ToolSecret[]> {
    const slot = after === undefined ? {} : { slot: MoreThan(after) };
    return this.transactions
      .of(ToolSecret)
      .find({ where: { toolId, ...slot }, order: { slot: 'ASC' }, take: limit + 1 });
  }

  find(toolId: string, slot: string): Promise<ToolSecret | null> {
    return this.transactions.of(ToolSecret).findOneBy({ toolId, slot });
  }

  /** @throws SecretPlacementTakenError, and ToolNotFoundError when the tool was deleted meanwhile. */
  async save(secret: ToolSecret): Promise<void> {
    try {
      await this.transactions.of(ToolSecret).upsert(secret, ['toolId', 'slot']);
    } catch (error) {
      const { constraint } = error instanceof QueryFailedError ? (error.driverError as Violation) : {};
      if (constraint === 'tool_secret_carrier_key') throw new SecretPlacementTakenError();
      if (constraint === 'tool_secret_tool_fkey') throw new ToolNotFoundError();
      throw error;
    }
  }

  /** Whether there was one. */
  async delete(toolId: string, slot: string): Promise<boolean> {
    const result = await this.transactions.of(ToolSecret).delete({ toolId, slot });
    return result.affected === 1;
  }
}
