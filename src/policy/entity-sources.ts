import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { ExtensionRegistry } from '../common/extensions/extension-registry.js';
import { ENTITY_SOURCE, type EntitySource } from './entity-source.js';

/** Every installed entity source, by the type of entity it knows. */
@Injectable()
export class EntitySources extends ExtensionRegistry<EntitySource> {
  constructor(discovery: DiscoveryService) {
    super(ENTITY_SOURCE, discovery);
  }
}
