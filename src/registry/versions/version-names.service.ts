import { Injectable } from '@nestjs/common';
import { AgentsService, type Principal } from '../../auth/index.js';
import { ValidationFailedError } from '../../common/errors/common.errors.js';
import { CursorCodec } from '../../common/http/cursor.codec.js';
import type { ExpectedRevision } from '../../common/http/if-match.decorator.js';
import type { Page, PageQuery } from '../../common/http/page.js';
import { ToolAccess } from '../tools/tool-access.js';
import type { AliasResponse, PinResponse } from './dto/named-version.response.js';
import type { LineupEntry } from './lineup.js';
import { ServedVersions } from './served-versions.js';
import { VersionNames } from './version-names.js';

type Named = [name: string, entry: LineupEntry];

/** Aliases and pins, for those who may see and change them. */
@Injectable()
export class VersionNamesService {
  constructor(
    private readonly access: ToolAccess,
    private readonly names: VersionNames,
    private readonly served: ServedVersions,
    private readonly agents: AgentsService,
    private readonly cursors: CursorCodec,
  ) {}

  /** @throws ToolNotFoundError, AccessDeniedError */
  async listAliases(principal: Principal, toolId: string, query: PageQuery): Promise<Page<AliasResponse>> {
    const { revision } = await this.access.describable(principal, toolId);
    const { aliases } = await this.served.lineupOf(toolId);
    return this.page(`tool-aliases:${toolId}`, query, aliases, (alias, it) => ({ alias, ...named(it), revision }));
  }

  /** @throws ToolNotFoundError, AccessDeniedError */
  async listPins(principal: Principal, toolId: string, query: PageQuery): Promise<Page<PinResponse>> {
    await this.access.toManage(principal, toolId);
    const { revision } = await this.access.describable(principal, toolId);
    const { pins } = await this.served.lineupOf(toolId);
    return this.page(`tool-pins:${toolId}`, query, pins, (agentId, it) => ({ agentId, ...named(it), revision }));
  }

  /** @throws as `VersionNames.putAlias`; ToolNotFoundError, AccessDeniedError, PreconditionFailedError */
  async putAlias(
    principal: Principal,
    toolId: string,
    expected: ExpectedRevision,
    alias: string,
    reference: string,
  ): Promise<AliasResponse> {
    await this.access.toManage(principal, toolId);
    const { entry, revision } = await this.names.putAlias(toolId, expected, alias, reference);
    return { alias, ...named(entry), revision };
  }

  /** @throws as `VersionNames.deleteAlias`; ToolNotFoundError, AccessDeniedError, PreconditionFailedError */
  async deleteAlias(principal: Principal, toolId: string, expected: ExpectedRevision, alias: string): Promise<void> {
    await this.access.toManage(principal, toolId);
    await this.names.deleteAlias(toolId, expected, alias);
  }

  /** @throws as `VersionNames.putPin`; ToolNotFoundError, AccessDeniedError, PreconditionFailedError */
  async putPin(
    principal: Principal,
    toolId: string,
    expected: ExpectedRevision,
    agentId: string,
    reference: string,
  ): Promise<PinResponse> {
    await this.access.toManage(principal, toolId);
    if (!(await this.agents.find(agentId))) throw new ValidationFailedError([UNKNOWN_AGENT]);
    const { entry, revision } = await this.names.putPin(toolId, expected, agentId, reference);
    return { agentId, ...named(entry), revision };
  }

  /** @throws as `VersionNames.deletePin`; ToolNotFoundError, AccessDeniedError, PreconditionFailedError */
  async deletePin(principal: Principal, toolId: string, expected: ExpectedRevision, agentId: string): Promise<void> {
    await this.access.toManage(principal, toolId);
    await this.names.deletePin(toolId, expected, agentId);
  }

  private page<T>(list: string, given: PageQuery, all: Named[], show: (name: string, it: LineupEntry) => T): Page<T> {
    const { query, after } = this.cursors.open(list, given);
    const rest = after ? all.filter(([name]) => name > String(after[0])) : all;
    return this.cursors.page(list, query, rest, { position: ([name]) => [name], item: ([name, it]) => show(name, it) });
  }
}

const UNKNOWN_AGENT = { pointer: 'agentId', code: 'UNKNOWN_AGENT', detail: 'agentId must be that of an agent' };

const named = ({ id: versionId, version }: LineupEntry) => ({ version, versionId });
