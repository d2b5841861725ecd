import { Injectable } from '@nestjs/common';
import { ObjectPermissions, type Principal } from '../../auth/index.js';
import type { Entity } from '../entity-source.js';
import { EntitySources } from '../entity-sources.js';

/** Tools, as far as a caller may know of them. */
@Injectable()
export class KnownTools {
  constructor(
    private readonly objects: ObjectPermissions,
    private readonly sources: EntitySources,
  ) {}

  /** @throws the not-found error of tools, the same where there is none and where the caller may not know of it. */
  async get(caller: Principal, id: string): Promise<Entity> {
    const tool = await this.sources.get('tool').get(id);
    await this.objects.requireKnown(caller, id, 'tool');
    if (!tool) throw new Error(`Tool ${id} is known, and cannot be looked up`);
    return tool;
  }
}
