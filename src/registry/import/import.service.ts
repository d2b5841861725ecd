import { Injectable } from '@nestjs/common';
import type { Principal } from '../../auth/index.js';
import type { ImportResultResponse } from './dto/import-result.response.js';
import type { ImportToolsRequest } from './dto/import-tools.request.js';
import { ImportAccess } from './import-access.js';
import { ImportReader, type ReadDocument } from './import-reader.js';
import { toResult } from './import-result.js';
import { ImportStore } from './import-store.js';
import type { Reading } from './parsing/reading.js';

/** Makes tools of what a document describes. */
@Injectable()
export class ImportService {
  constructor(
    private readonly reader: ImportReader,
    private readonly store: ImportStore,
    private readonly access: ImportAccess,
  ) {}

  /** @throws InvalidDocumentError */
  async read(request: ImportToolsRequest, reading: Reading): Promise<ReadDocument> {
    return this.reader.read(await this.reader.open(request, reading), request, reading);
  }

  /**
   * Imports a document, or says with `dryRun` what that would come to. Importing it again updates its tools, those that
   * the caller may manage; `gone` says what becomes of those that it no longer holds.
   */
  async bringIn(
    principal: Principal,
    { source, read }: ReadDocument,
    { dryRun = false, gone = 'keep', benign = [] }: Pick<ImportToolsRequest, 'dryRun' | 'gone' | 'benign'>,
  ): Promise<ImportResultResponse> {
    const { agentId, actors } = principal;
    const access = await this.access.of(principal);
    const plan = await this.store.carryOut(read, { source, agentId, actors, dryRun, gone, benign, ...access });
    return toResult(source.by === 'document' ? source.document : null, plan, dryRun);
  }
}
