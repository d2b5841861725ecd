import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ENTITY_SOURCE, PolicyModule } from '../policy/index.js';
import { ToolTerm } from './search/tool-term.entity.js';
import { ToolTypes } from './tool-types.js';
import { ToolCatalog } from './tools/tool-catalog.js';
import { ToolReader } from './tools/tool-reader.js';
import { ToolEntitySource } from './tools/tool.entity-source.js';
import { Tool } from './tools/tool.entity.js';
import { ToolVersion } from './tools/tool-version.entity.js';
import { ToolsRepository } from './tools/tools.repository.js';

/** The catalogue: tools, their versions and types, import and search. */
@Module({
  imports: [TypeOrmModule.forFeature([Tool, ToolVersion, ToolTerm]), PolicyModule],
  providers: [ToolTypes, ToolsRepository, ToolReader, ToolCatalog, ENTITY_SOURCE.provide(ToolEntitySource)],
  exports: [ToolTypes, ToolCatalog],
})
export class RegistryModule {}
