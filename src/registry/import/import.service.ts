import { Injectable } from '@nestjs/common';
import type { Principal } from '../../auth/index.js';
import { VisibilityService } from '../../policy/index.js';
import { mayChangeTags } from '../tools/tag-changes.js';
import { matchesToolFilter } from '../tools/tool-filter.match.js';
import type { ToolSnapshot } from '../tools/tool-snapshot.js';
import type { ImportResultResponse } from './dto/import-result.response.js';
import type { ImportToolsRequest } from './dto/import-tools.request.js';
import type { ImportPlan, SkippedOperation } from './import-plan.js';
import { type ImportOrder, ImportStore } from './import-store.js';
import type { ImportedTool } from './imported-tool.js';
import { asObject, asText } from './json-values.js';
import { readOpenApi } from './openapi-document.js';
import { OperationReader } from './operation-reader.js';
import { documentNameOf } from './tool-names.js';

/** What a source says, and under which name it is known. */
export interface ReadSource {
  readonly documentName: string;
  readonly tools: readonly ImportedTool[];
  /** What could not be made a tool of. */
  readonly skipped: readonly SkippedOperation[];
  readonly dryRun: boolean;
}

/** Makes tools of the operations that a document describes. */
@Injectable()
export class ImportService {
  constructor(
    private readonly reader: OperationReader,
    private readonly store: ImportStore,
    private readonly visibility: VisibilityService,
  ) {}

  /**
   * Imports a document, or says with `dryRun` what that would come to. Importing it again updates its tools, those that
   * the caller may manage; what it no longer holds stays.
   *
   * @throws InvalidDocumentError
   */
  async importTools(principal: Principal, request: ImportToolsRequest): Promise<ImportResultResponse> {
    const document = await readOpenApi(request.document);
    const documentName = request.documentName ?? documentNameOf(asText(asObject(document['info'])['title']) ?? '');
    const { tools, skipped } = await this.reader.read(
      { document, documentName, tags: request.tags ?? [] },
      request.baseUrl,
    );
    return this.bringIn(principal, { documentName, tools, skipped, dryRun: request.dryRun ?? false });
  }

  /** Brings in the tools of a source that has been read, whatever it was. */
  async bringIn(
    principal: Principal,
    { documentName, tools, skipped, dryRun }: ReadSource,
  ): Promise<ImportResultResponse> {
    const { agentId } = principal;
    const order = { documentName, agentId, dryRun, ...(await this.accessOf(principal)) };
    return toResult(documentName, await this.store.carryOut(tools, order), skipped, dryRun);
  }

  /** The same policies that decide on a single change, asked for all tools at once. */
  private async accessOf(
    principal: Principal,
  ): Promise<Pick<ImportOrder, 'mayDiscover' | 'mayManage' | 'mayChangeTags'>> {
    const discoverable = await this.visibility.visible(principal, 'discover');
    const manageable = await this.visibility.visible(principal, 'manage');
    const { permissions } = principal;
    const holdsOne = (tool: ToolSnapshot) => ['tool:read', 'tool:manage'].some((it) => permissions.allows(it, tool));
    return {
      mayDiscover: (tool) => holdsOne(tool) && matchesToolFilter(discoverable, tool),
      mayManage: (tool) => permissions.allows('tool:manage', tool) && matchesToolFilter(manageable, tool),
      mayChangeTags: mayChangeTags(principal),
    };
  }
}

function toResult(
  documentName: string,
  plan: ImportPlan,
  unreadable: readonly SkippedOperation[],
  dryRun: boolean,
): ImportResultResponse {
  return {
    documentName,
    created: plan.created.map((it) => ({ ...toImported(it), ...(dryRun && { id: null }) })),
    updated: plan.updated.map(({ after }) => toImported(after)),
    unchanged: plan.unchanged.map(toImported),
    skipped: [...unreadable, ...plan.skipped],
  };
}

function toImported({ id, name, sourceOperation }: ToolSnapshot) {
  return { id, name, operation: sourceOperation ?? '' };
}
