import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { ExtensionRegistry } from '../common/extensions/extension-registry.js';
import { TOOL_TYPE, type ToolType } from './tool-type.js';

/** The installed tool types, built-in and contributed. */
@Injectable()
export class ToolTypes extends ExtensionRegistry<ToolType> {
  constructor(discovery: DiscoveryService) {
    super(TOOL_TYPE, discovery);
  }
}
