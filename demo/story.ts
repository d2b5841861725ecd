import type { Api } from './api.js';
import type { Warehouse } from './warehouse.service.js';

/** Who and what the story is about; each step adds what the later ones need. */
export interface Story {
  readonly anonymous: Api;
  readonly adminUsername: string;
  readonly adminPassword: string;
  readonly warehouse: Warehouse;
  readonly warehouseKey: string;
  readonly suffix: string;
  readonly startedAt: string;
  admin: Api;
  agent: Api;
  toolSide: Api;
  otherService: Api;
  agentId: string;
  toolSideId: string;
  tool: { id: string; name: string };
  credential: { id: string; token: string };
  metricsBefore: string;
}

export type Step = (story: Story) => Promise<void>;
