import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuthModule, TAG_SOURCE } from '../auth/index.js';
import { ENTITY_SOURCE, PolicyModule } from '../policy/index.js';
import { ImportStore } from './import/import-store.js';
import { ImportController } from './import/import.controller.js';
import { ImportService } from './import/import.service.js';
import { OperationReader } from './import/operation-reader.js';
import { InputValidator } from './schemas/input-validator.js';
import { SchemaCompiler } from '../common/schemas/schema-compiler.js';
import { SearchIndex } from './search/search-index.js';
import { SearchRepository } from './search/search.repository.js';
import { ToolTerm } from './search/tool-term.entity.js';
import { TOOL_TYPE } from './tool-type.js';
import { ToolTypes } from './tool-types.js';
import { OwnedTools } from './tools/owned-tools.js';
import { ToolAccess } from './tools/tool-access.js';
import { ToolCatalog } from './tools/tool-catalog.js';
import { ToolDefinitions } from './tools/tool-definitions.js';
import { ToolEditor } from './tools/tool-editor.js';
import { ToolListings } from './tools/tool-listings.js';
import { ToolListsRepository } from './tools/tool-lists.repository.js';
import { ToolReader } from './tools/tool-reader.js';
import { ToolTypesController } from './tools/tool-types.controller.js';
import { ToolTypesService } from './tools/tool-types.service.js';
import { ToolVersion } from './tools/tool-version.entity.js';
import { ToolWriter } from './tools/tool-writer.js';
import { ToolEntitySource } from './tools/tool.entity-source.js';
import { ToolTagSource } from './tools/tool.tag-source.js';
import { Tool } from './tools/tool.entity.js';
import { ToolsController } from './tools/tools.controller.js';
import { ToolsRepository } from './tools/tools.repository.js';
import { ToolsService } from './tools/tools.service.js';
import { HttpToolType } from './types/http.tool-type.js';
import { LlmToolType } from './types/llm.tool-type.js';

const TOOLS = [
  OwnedTools,
  ToolAccess,
  ToolCatalog,
  ToolDefinitions,
  ToolEditor,
  ToolListings,
  ToolListsRepository,
  ToolReader,
  ToolTypesService,
  ToolWriter,
  ToolsRepository,
  ToolsService,
];

/** The catalogue: tools, their versions and types, import and search. */
@Module({
  imports: [TypeOrmModule.forFeature([Tool, ToolVersion, ToolTerm]), AuthModule, PolicyModule],
  controllers: [ToolsController, ToolTypesController, ImportController],
  providers: [
    ToolTypes,
    ...TOOLS,
    ImportService,
    ImportStore,
    OperationReader,
    InputValidator,
    SchemaCompiler,
    SearchIndex,
    SearchRepository,
    ENTITY_SOURCE.provide(ToolEntitySource),
    TAG_SOURCE.provide(ToolTagSource),
    TOOL_TYPE.provide(HttpToolType),
    TOOL_TYPE.provide(LlmToolType),
  ],
  exports: [InputValidator, ToolCatalog, ToolTypes, ToolsService],
})
export class RegistryModule {}
