import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuthModule } from '../auth/index.js';
import { SchemaCompiler } from '../common/schemas/schema-compiler.js';
import { PolicyModule } from '../policy/index.js';
import { BULK } from './bulk/bulk.feature.js';
import { CHECKS } from './checks/checks.feature.js';
import { EXPORT } from './export/export.feature.js';
import { IMPORT } from './import/import.feature.js';
import { LIFECYCLE } from './lifecycle/lifecycle.feature.js';
import { MCP } from './mcp/mcp.feature.js';
import { InputValidator } from './schemas/input-validator.js';
import { SEARCH } from './search/search.feature.js';
import { SYNONYMS } from './search/synonyms/synonyms.feature.js';
import { ToolTypes } from './tool-types.js';
import { ToolCatalog } from './tools/tool-catalog.js';
import { TOOLS } from './tools/tools.feature.js';
import { ToolsService } from './tools/tools.service.js';
import { TYPES } from './types/types.feature.js';
import { VERSIONS } from './versions/versions.feature.js';

/** In the order in which the documentation of the API shows them. */
const FEATURES = [TOOLS, CHECKS, LIFECYCLE, VERSIONS, BULK, EXPORT, SEARCH, SYNONYMS, IMPORT, MCP, TYPES];
const ENTITIES = FEATURES.flatMap(({ entities = [] }) => entities);

/** The catalogue: tools, their versions and types, import and search. */
@Module({
  imports: [TypeOrmModule.forFeature(ENTITIES), AuthModule, PolicyModule],
  controllers: FEATURES.flatMap(({ controllers = [] }) => controllers),
  providers: [ToolTypes, InputValidator, SchemaCompiler, ...FEATURES.flatMap(({ providers }) => providers)],
  exports: [InputValidator, ToolCatalog, ToolTypes, ToolsService],
})
export class RegistryModule {}
