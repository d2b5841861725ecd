import { Injectable } from '@nestjs/common';
import { settingsSchema } from '../../common/extensions/settings-schema.js';
import { ToolTypes } from '../tool-types.js';
import type { ToolTypeListResponse, ToolTypeResponse } from './dto/tool-type.response.js';
import { ToolsRepository } from './tools.repository.js';

/** Describes the tool types, for people who choose among them. */
@Injectable()
export class ToolTypesService {
  constructor(
    private readonly types: ToolTypes,
    private readonly repository: ToolsRepository,
  ) {}

  async list(): Promise<ToolTypeListResponse> {
    const inUse = await this.repository.kindsInUse();
    const installed = this.types.list().map(({ kind, description, settingsDto }): ToolTypeResponse => ({
      kind,
      description,
      settingsSchema: settingsSchema(settingsDto),
      installed: true,
    }));
    const missing = inUse.filter((kind) => !this.types.find(kind)).map(notInstalled);
    return { data: [...installed, ...missing].sort((a, b) => (a.kind < b.kind ? -1 : 1)) };
  }
}

function notInstalled(kind: string): ToolTypeResponse {
  return { kind, description: 'Not installed.', settingsSchema: {}, installed: false };
}
