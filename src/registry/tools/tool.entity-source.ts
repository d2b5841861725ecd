import { Injectable } from '@nestjs/common';
import type { Entity, EntityPage, EntitySource } from '../../policy/index.js';
import { IN_USE } from '../lifecycle/in-use.js';
import { ToolReader } from './tool-reader.js';
import { allScopes, type ToolSnapshot } from './tool-snapshot.js';
import { ToolsRepository } from './tools.repository.js';
import { ToolTypes } from '../tool-types.js';

const PAGE = 500;

/** Tells policies about tools. */
@Injectable()
export class ToolEntitySource implements EntitySource {
  readonly kind = 'tool';
  readonly description = 'The tools of this registry.';

  constructor(
    private readonly reader: ToolReader,
    private readonly repository: ToolsRepository,
    private readonly types: ToolTypes,
  ) {}

  async get(id: string): Promise<Entity | undefined> {
    const tool = await this.reader.find(id);
    return tool && toEntity(tool);
  }

  values(attribute: string): readonly string[] | undefined {
    return attribute === 'toolType' ? this.types.list().map(({ kind }) => kind) : undefined;
  }

  async page(after?: string): Promise<EntityPage> {
    const tools = await this.repository.findAfter(after, PAGE);
    const next = tools.length === PAGE ? tools.at(-1)?.id : undefined;
    return { entities: tools.map(toEntity), ...(next !== undefined && { next }) };
  }
}

function toEntity(tool: ToolSnapshot): Entity {
  const { id, name, toolType, tags, ownerId, version, metadata, status } = tool;
  return {
    type: 'tool',
    id,
    attributes: { name, toolType, tags, ownerId, scopes: allScopes(tool), version, metadata },
    inUse: IN_USE.includes(status),
  };
}
