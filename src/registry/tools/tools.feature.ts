import { TAG_SOURCE } from '../../auth/index.js';
import type { Feature } from '../../common/feature.js';
import { ENTITY_SOURCE } from '../../policy/index.js';
import { OwnedTools } from './owned-tools.js';
import { ToolAccess } from './tool-access.js';
import { ToolCatalog } from './tool-catalog.js';
import { ToolDefinitions } from './tool-definitions.js';
import { ToolEditor } from './tool-editor.js';
import { ToolListings } from './tool-listings.js';
import { ToolListsRepository } from './tool-lists.repository.js';
import { ToolReader } from './tool-reader.js';
import { ToolTypesController } from './tool-types.controller.js';
import { ToolTypesService } from './tool-types.service.js';
import { ToolVersion } from './tool-version.entity.js';
import { ToolWriter } from './tool-writer.js';
import { ToolEntitySource } from './tool.entity-source.js';
import { Tool } from './tool.entity.js';
import { ToolTagSource } from './tool.tag-source.js';
import { ToolsController } from './tools.controller.js';
import { ToolsRepository } from './tools.repository.js';
import { ToolsService } from './tools.service.js';
import { VisibleTools } from './visible-tools.js';

export const TOOLS: Feature = {
  entities: [Tool, ToolVersion],
  controllers: [ToolsController, ToolTypesController],
  providers: [
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
    VisibleTools,
    ENTITY_SOURCE.provide(ToolEntitySource),
    TAG_SOURCE.provide(ToolTagSource),
  ],
};
