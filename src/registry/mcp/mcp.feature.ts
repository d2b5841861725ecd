import type { Feature } from '../../common/feature.js';
import { ListedToolsReader } from './listed-tools-reader.js';
import { McpImportController } from './mcp-import.controller.js';
import { McpImportService } from './mcp-import.service.js';
import { McpServerReader } from './mcp-server-reader.js';

export const MCP: Feature = {
  controllers: [McpImportController],
  providers: [ListedToolsReader, McpImportService, McpServerReader],
};
