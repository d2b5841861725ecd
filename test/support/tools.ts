import type { ApiClient } from './api-client.js';

export interface RegisteredTool {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  readonly version: string;
  readonly revision: number;
}

let count = 0;

/** What registers a tool, under a name of its own. */
export function toolDefinition(given: object = {}) {
  count += 1;
  return {
    name: `tool_${String(count)}`,
    description: 'The weather.',
    type: 'http',
    endpoint: 'https://weather.example.com',
    settings: { method: 'GET', path: '/forecast' },
    ...given,
  };
}

export async function registerTool(client: ApiClient, given: object = {}): Promise<RegisteredTool> {
  const { status, body } = await client.post('/api/v1/tools', toolDefinition(given));
  expect({ status, body }).toMatchObject({ status: 201 });
  return body;
}
