import type { ApiClient, ApiReply } from './api-client.js';

const SUCCESS = { responses: { 200: { description: 'Fine.' } } };

/** An operation without anything special, or with what is given. */
export const operation = (operationId?: string, given: object = {}) => ({
  ...(operationId !== undefined && { operationId }),
  ...SUCCESS,
  ...given,
});

/** An OpenAPI 3.1 document with these paths. */
export const openApi = (paths: object, given: object = {}) => ({
  openapi: '3.1.0',
  info: { title: 'Pets', version: '1' },
  servers: [{ url: 'https://pets.example.com' }],
  paths,
  ...given,
});

export function importDocument(client: ApiClient, document: unknown, given: object = {}): Promise<ApiReply> {
  const baseUrl = 'https://api.example.com';
  return client.post('/api/v1/tools/import', { format: 'openapi', document, baseUrl, ...given });
}
