import type { Feature } from '../../common/feature.js';
import { TOOL_TYPE } from '../tool-type.js';
import { HttpToolType } from './http.tool-type.js';
import { LlmToolType } from './llm.tool-type.js';
import { McpToolType } from './mcp.tool-type.js';

export const TYPES: Feature = {
  providers: [TOOL_TYPE.provide(HttpToolType), TOOL_TYPE.provide(LlmToolType), TOOL_TYPE.provide(McpToolType)],
};
