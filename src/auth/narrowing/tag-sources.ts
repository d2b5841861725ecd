import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { ExtensionRegistry } from '../../common/extensions/extension-registry.js';
import { TAG_SOURCE, type TagSource } from './tag-source.js';

/** Every installed tag source, by the kind of object it knows. */
@Injectable()
export class TagSources extends ExtensionRegistry<TagSource> {
  constructor(discovery: DiscoveryService) {
    super(TAG_SOURCE, discovery);
  }
}
