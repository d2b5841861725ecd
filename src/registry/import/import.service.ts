import { Injectable } from '@nestjs/common';
import type { Principal } from '../../auth/index.js';
import type { ImportResultResponse } from './dto/import-result.response.js';
import type { ImportToolsRequest } from './dto/import-tools.request.js';
import { ImportAccess } from './import-access.js';
import { ImportReader } from './import-reader.js';
import { toResult } from './import-result.js';
import { ImportStore } from './import-store.js';

/** Makes tools of what a document describes. */
@Injectable()
export class ImportService {
  constructor(
    private readonly reader: ImportReader,
    private readonly store: ImportStore,
    private readonly access: ImportAccess,
  ) {}

  /**
   * Imports a document, or says with `dryRun` what that would come to. Importing it again updates its tools, those that
   * the caller may manage; `gone` says what becomes of those that it no longer holds.
   *
   * @throws InvalidDocumentError
   */
  async importTools(principal: Principal, request: ImportToolsRequest): Promise<ImportResultResponse> {
    const { dryRun = false, gone = 'keep' } = request;
    const { source, read } = await this.reader.read(request);
    const { agentId } = principal;
    const access = await this.access.of(principal);
    const plan = await this.store.carryOut(read, { source, agentId, dryRun, gone, ...access });
    return toResult(source.by === 'document' ? source.document : null, plan, dryRun);
  }
}
