import { Injectable } from '@nestjs/common';
import { In, QueryFailedError } from 'typeorm';
import type { AppError } from '../../common/errors/app-error.js';
import { Transactions } from '../../database/index.js';
import { NameTakenError } from '../registry.errors.js';
import { STABLE } from '../versions/lineup.js';
import { comparedWith, type KnownVersions } from '../versions/version-number.js';
import { versionDefinition } from '../versions/versioned-definition.js';
import { VersionTakenError } from '../versions/versions.errors.js';
import { Tool } from './tool.entity.js';
import { SNAPSHOT_COLUMNS, TOOL_TABLES } from './tool-rows.js';
import type { ToolSnapshot } from './tool-snapshot.js';
import { ToolVersion } from './tool-version.entity.js';

const BATCH = 200;

/** Rows come as one JSON text: the same statement for any number of them. */
const INSERT_TOOLS = `
  INSERT INTO tool (id, name, title, description, owner_id, current_version_id, tags, metadata, source_document,
                    source_kind, source_operation, status, status_reason, deprecated_at, sunset_at, successor_id,
                    revision, created_at, updated_at)
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS tool (
    id uuid, name text, title text, description text, "ownerId" uuid, "currentVersionId" uuid, tags text[],
    metadata jsonb, "sourceDocument" text, "sourceKind" text, "sourceOperation" text, status text, "statusReason" text,
    "deprecatedAt" timestamptz, "sunsetAt" timestamptz, "successorId" uuid, revision integer, "createdAt" timestamptz,
    "updatedAt" timestamptz)
  ON CONFLICT (lower(name) COLLATE "C") DO NOTHING
  RETURNING id`;

const INSERT_VERSIONS = `
  INSERT INTO tool_version (id, tool_id, version, tool_type, endpoint, auth_required, settings, input_schema,
                            output_schema, scopes, annotations, content_hash, created_by, created_at)
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS version (
    id uuid, "toolId" uuid, version text, "toolType" text, endpoint text, "authRequired" boolean, settings jsonb,
    "inputSchema" jsonb, "outputSchema" jsonb, scopes text[], annotations jsonb, "contentHash" text, "createdBy" uuid,
    "createdAt" timestamptz)`;

/** A tool that gets another version. */
export interface NextVersion {
  readonly toolId: string;
  /** The version that it is made from. */
  readonly base: string;
  /** Its number, where one is given. */
  readonly wanted?: string | undefined;
}

/** Reads and writes tools and their versions. */
@Injectable()
export class ToolsRepository {
  constructor(private readonly transactions: Transactions) {}

  async findById(id: string): Promise<ToolSnapshot | undefined> {
    const sql = `SELECT ${SNAPSHOT_COLUMNS} FROM ${TOOL_TABLES} WHERE t.id = $1`;
    const [row] = await this.transactions.prepared<ToolSnapshot>('tool-by-id', sql, [id]);
    return row;
  }

  /** The tool, locked until the transaction ends, so that what is read is what is changed. */
  async findForChange(id: string): Promise<ToolSnapshot | undefined> {
    await this.transactions.close('tool', [id]);
    // Locked before it is joined: a row that waited for its lock would be joined to the version before.
    await this.transactions.manager.query('SELECT FROM tool WHERE id = $1 FOR UPDATE', [id]);
    return this.findById(id);
  }

  /** At most `limit` tools with an id above `after`, by id. */
  findAfter(after: string | undefined, limit: number): Promise<ToolSnapshot[]> {
    return this.select('($1::uuid IS NULL OR t.id > $1::uuid) ORDER BY t.id LIMIT $2', [after ?? null, limit]);
  }

  async kindsInUse(): Promise<string[]> {
    const rows: { kind: string }[] = await this.transactions.manager.query(
      `SELECT DISTINCT v.tool_type AS kind FROM ${TOOL_TABLES}`,
    );
    return rows.map((it) => it.kind);
  }

  ownsAny(agentId: string): Promise<boolean> {
    return this.transactions.of(Tool).existsBy({ ownerId: agentId });
  }

  /** Inserts those whose name nobody has, of two with one name the first. @returns their ids. */
  async insertFree(tools: readonly ToolSnapshot[], agentId: string): Promise<string[]> {
    const ids: string[] = [];
    // In one order, so that two who take the same names do not wait for each other in a circle.
    const ordered = tools.toSorted((a, b) => compare(a.name.toLowerCase(), b.name.toLowerCase()));
    for (let from = 0; from < ordered.length; from += BATCH) {
      const batch = ordered.slice(from, from + BATCH);
      const rows = [JSON.stringify(batch.map(toTool))];
      const free = await this.transactions.prepared<{ id: string }>('tools-insert', INSERT_TOOLS, rows);
      const stored = new Set(free.map(({ id }) => id));
      const versions = batch.filter(({ id }) => stored.has(id)).map((it) => toVersion(it, agentId));
      await this.transactions.prepared('tool-versions-insert', INSERT_VERSIONS, [JSON.stringify(versions)]);
      ids.push(...stored);
    }
    return ids;
  }

  /** What the next version of a tool has to be compared with. */
  async knownVersions(next: NextVersion): Promise<KnownVersions> {
    return (await this.knownVersionsOf([next])).get(next.toolId) ?? { numbers: [], compared: [] };
  }

  /** The same of many tools, by their ids. */
  async knownVersionsOf(next: readonly NextVersion[]): Promise<Map<string, KnownVersions>> {
    const versions = this.transactions.of(ToolVersion);
    const ids = next.map((it) => it.toolId);
    const select = { id: true, toolId: true, version: true, withdrawnAt: true } as const;
    const all = byTool(await versions.find({ select, where: { toolId: In(ids) } }));
    const compared = next.flatMap((it) => comparedWith(it, all.get(it.toolId) ?? []).map(({ id }) => id));
    const whole = byTool(await versions.findBy({ id: In(compared) }));
    return new Map(
      ids.map((it) => [
        it,
        {
          numbers: (all.get(it) ?? []).map(({ version }) => version),
          compared: (whole.get(it) ?? []).map((row) => ({ ...versionDefinition(row), withdrawnAt: row.withdrawnAt })),
        },
      ]),
    );
  }

  /** @throws VersionTakenError */
  async insertVersion(tool: ToolSnapshot, agentId: string): Promise<void> {
    const write = () => this.transactions.of(ToolVersion).insert(toVersion(tool, agentId));
    await refusing('tool_version_number_key', () => new VersionTakenError(tool.version), write);
  }

  /** Stores another version where there is one, which is what `stable` stands for from now on. @throws NameTakenError */
  async update(before: ToolSnapshot, after: ToolSnapshot, agentId: string): Promise<void> {
    if (after.versionId !== before.versionId) {
      await this.insertVersion(after, agentId);
      const sql = 'UPDATE tool_alias SET version_id = $3 WHERE tool_id = $1 AND name = $2';
      await this.transactions.manager.query(sql, [after.id, STABLE, after.versionId]);
    }
    await this.updateTool(before, after);
  }

  /** @throws NameTakenError */
  async updateTool(before: ToolSnapshot, after: ToolSnapshot): Promise<void> {
    const { id, ...columns } = toTool(after);
    const write = () => this.transactions.of(Tool).update({ id, revision: before.revision }, columns);
    await refusing('tool_name_key', () => new NameTakenError(), write);
  }

  async delete(id: string): Promise<void> {
    await this.transactions.of(Tool).delete({ id });
  }

  private select(condition: string, values: unknown[]): Promise<ToolSnapshot[]> {
    const sql = `SELECT ${SNAPSHOT_COLUMNS} FROM ${TOOL_TABLES} WHERE ${condition}`;
    return this.transactions.manager.query(sql, values);
  }
}

function toTool(tool: ToolSnapshot): Tool {
  const { id, name, title, description, ownerId, metadata, revision } = tool;
  const { sourceDocument, sourceKind, sourceOperation } = tool;
  const { versionId: currentVersionId, createdAt, updatedAt } = tool;
  const described = { id, name, title, description, ownerId, tags: [...tool.tags], metadata };
  const { status, statusReason, deprecatedAt, sunsetAt, successorId, drift } = tool;
  const standing = { status, statusReason, deprecatedAt, sunsetAt, successorId, drift };
  return {
    ...{ ...described, ...standing, sourceDocument, sourceKind, sourceOperation },
    ...{ revision, currentVersionId, createdAt, updatedAt },
  };
}

function toVersion(tool: ToolSnapshot, createdBy: string): ToolVersion {
  const { versionId: id, id: toolId, version, toolType, endpoint, authRequired, settings } = tool;
  const { inputSchema, outputSchema, annotations, contentHash, forced = null, updatedAt: createdAt } = tool;
  const definition = {
    toolType,
    endpoint,
    authRequired,
    settings,
    inputSchema,
    outputSchema,
    scopes: [...tool.scopes],
    annotations,
  };
  const published = { contentHash, forced, createdBy, createdAt, withdrawnAt: null, withdrawReason: null };
  return { id, toolId, version, ...definition, ...published };
}

function byTool(rows: readonly ToolVersion[]): Map<string, ToolVersion[]> {
  const found = new Map<string, ToolVersion[]>();
  for (const row of rows) {
    const others = found.get(row.toolId);
    if (others) others.push(row);
    else found.set(row.toolId, [row]);
  }
  return found;
}

const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b));

/** The unique index decides who was first, also between two at once. */
async function refusing(key: string, refusal: () => AppError, write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    const cause = error instanceof QueryFailedError ? (error.driverError as { constraint?: string }) : {};
    throw cause.constraint === key ? refusal() : error;
  }
}
