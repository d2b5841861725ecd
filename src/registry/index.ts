export { RegistryModule } from './registry.module.js';
export { ToolNotFoundError } from './registry.errors.js';
export { ToolDeleted, ToolRegistered, ToolUpdated } from './registry.events.js';
export {
  ToolActivated,
  ToolDeprecated,
  ToolQuarantined,
  ToolRejected,
  ToolReleased,
  ToolRetired,
  ToolSubmitted,
} from './lifecycle/lifecycle.events.js';
export { type GuardedFetch, TOOL_TYPE, type ToolCall, type ToolResult, type ToolType } from './tool-type.js';
export { ToolTypes } from './tool-types.js';
export { type ExecutableTool, ToolCatalog } from './tools/tool-catalog.js';
export { INVOKE_SCOPE } from './tools/tool-snapshot.js';
export { InputValidator } from './schemas/input-validator.js';
export { ToolVersionWithdrawn } from './versions/versions.events.js';
export { VersionReference } from './versions/dto/version-reference.decorator.js';
export { VersionQuery } from './versions/dto/version.query.js';
export { Reindexing } from './search/reindexing.js';
export { ToolsService } from './tools/tools.service.js';
