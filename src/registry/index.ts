export { RegistryModule } from './registry.module.js';
export { type GuardedFetch, TOOL_TYPE, type ToolCall, type ToolResult, type ToolType } from './tool-type.js';
