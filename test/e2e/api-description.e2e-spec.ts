import type { OpenAPIObject, OperationObject } from '@nestjs/swagger';
import { ApiClient } from '../support/api-client.js';
import { GuestPoliciesModule } from '../support/policy-guests.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

let registry: TestRegistry;
let admin: ApiClient;
let described: OpenAPIObject;

beforeAll(async () => {
  registry = await startTestRegistry({ extensions: [GuestPoliciesModule] });
  admin = await new ApiClient(registry.url).login();
  described = (await (await fetch(`${registry.url}/docs/openapi.json`)).json()) as OpenAPIObject;
});
afterAll(() => registry.close());

const operations = () =>
  Object.values(described.paths).flatMap((item) => METHODS.flatMap((it) => item[it] ?? []) as OperationObject[]);

function bodyOf({ requestBody }: OperationObject) {
  return requestBody && 'content' in requestBody ? requestBody.content['application/json'] : undefined;
}

function examplesOf(path: string): [kind: string, body: object][] {
  const examples = bodyOf(described.paths[path]?.post as OperationObject)?.examples ?? {};
  return Object.entries(examples).map(([kind, it]) => [kind, 'value' in it ? (it.value as object) : {}]);
}

describe('the description of the API', () => {
  it.each([
    ['/api/v1/policies', '/api/v1/policy-types'],
    ['/api/v1/tools', '/api/v1/tool-types'],
  ])('shows for POST %s a body of every kind installed, guests included', async (path, list) => {
    const { data } = (await admin.get(`${list}?limit=100`)).body;
    const kinds = data.map(({ kind, type }: { kind?: string; type?: string }) => kind ?? type);
    expect(
      examplesOf(path)
        .map(([kind]) => kind)
        .sort(),
    ).toEqual([...kinds].sort());
    for (const kind of kinds) expect(described.paths[path]?.post?.description).toContain(`\`${kind}\`: `);
  });

  it('shows policies that can be created as they are and decide nothing yet', async () => {
    for (const [kind, body] of examplesOf('/api/v1/policies')) {
      const { status, body: saved } = await admin.post('/api/v1/policies', body);
      expect({ kind, status, mode: saved.mode }).toEqual({ kind, status: 201, mode: 'shadow' });
    }
  });

  it('shows tools that can be registered as they are', async () => {
    for (const [type, body] of examplesOf('/api/v1/tools'))
      expect({ type, status: (await admin.post('/api/v1/tools', body)).status }).toEqual({ type, status: 201 });
  });

  it('fills in no parameter that may be absent', () => {
    const filled = operations().flatMap(({ operationId, parameters = [] }) =>
      parameters.flatMap((it) => {
        if ('$ref' in it || it.required || it.in === 'path') return [];
        const isFilled = 'example' in it || (it.schema && 'example' in it.schema);
        return isFilled ? [`${String(operationId)}: ${it.name}`] : [];
      }),
    );
    expect(filled).toEqual([]);
  });

  it('fills in no member of a body that may be absent', () => {
    const evaluate = operations().find((it) => it.operationId === 'evaluatePolicies');
    expect(Object.keys(evaluate ? (bodyOf(evaluate)?.example as object) : {})).toEqual(['agentId', 'toolId', 'action']);
  });

  it('groups access requests beside policies', () => {
    const tags = described.tags?.map((it) => it.name) ?? [];
    expect(tags[tags.indexOf('Policies') + 1]).toBe('Access requests');
  });

  it('says that the tool asked for may be missing', () => {
    const { responses } = described.paths['/api/v1/access-requests']?.post as OperationObject;
    expect(responses).toHaveProperty('404');
  });
});
