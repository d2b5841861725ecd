import { Injectable } from '@nestjs/common';
import { Transactions } from '../../database/index.js';
import { ToolVersion } from '../tools/tool-version.entity.js';
import { Lineup, type LineupRow } from './lineup.js';
import { ToolAlias } from './tool-alias.entity.js';
import { ToolPin } from './tool-pin.entity.js';

const LINEUP = `
  SELECT
    (SELECT coalesce(jsonb_agg(jsonb_build_object(
       'id', id, 'version', version, 'isWithdrawn', withdrawn_at IS NOT NULL)), '[]')
     FROM tool_version WHERE tool_id = $1) AS versions,
    (SELECT coalesce(jsonb_object_agg(name, version_id), '{}') FROM tool_alias WHERE tool_id = $1) AS aliases,
    (SELECT coalesce(jsonb_object_agg(agent_id, version_id), '{}') FROM tool_pin WHERE tool_id = $1) AS pins`;

/** Reads and withdraws versions; keeps their aliases and who is pinned to them. */
@Injectable()
export class VersionsRepository {
  constructor(private readonly transactions: Transactions) {}

  async lineupOf(toolId: string): Promise<Lineup> {
    const [row] = await this.transactions.prepared<LineupRow>('tool-lineup', LINEUP, [toolId]);
    return new Lineup(row ?? { versions: [], aliases: {}, pins: {} });
  }

  findById(id: string): Promise<ToolVersion | null> {
    return this.transactions.of(ToolVersion).findOneBy({ id });
  }

  async withdraw(id: string, withdrawnAt: Date, withdrawReason: string): Promise<void> {
    await this.transactions.of(ToolVersion).update({ id }, { withdrawnAt, withdrawReason });
  }

  async putAlias(alias: ToolAlias): Promise<void> {
    await this.transactions.of(ToolAlias).upsert(alias, ['toolId', 'name']);
  }

  async deleteAlias(toolId: string, name: string): Promise<void> {
    await this.transactions.of(ToolAlias).delete({ toolId, name });
  }

  async putPin(pin: ToolPin): Promise<void> {
    await this.transactions.of(ToolPin).upsert(pin, ['toolId', 'agentId']);
  }

  async deletePin(toolId: string, agentId: string): Promise<void> {
    await this.transactions.of(ToolPin).delete({ toolId, agentId });
  }
}
