import type { Feature } from '../../common/feature.js';
import { AccessController } from './access.controller.js';
import { AgentAccess } from './agent-access.js';
import { KnownTools } from './known-tools.js';
import { ToolAccess } from './tool-access.js';

export const ACCESS: Feature = {
  controllers: [AccessController],
  providers: [AgentAccess, KnownTools, ToolAccess],
};
