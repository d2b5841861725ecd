import { describeEntitySource } from '../../src/sdk/testing.js';
import { ProjectEntitySource } from '../../examples/project-entities/index.js';
import { newId } from '../../src/common/ids.js';
import { EntitySources } from '../../src/policy/index.js';
import { ApiClient } from '../support/api-client.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';

let registry: TestRegistry;
const toolIds: string[] = [];

beforeAll(async () => {
  registry = await startTestRegistry();
  const admin = await new ApiClient(registry.url).login();
  for (const name of ['zeta', 'alpha', 'midway']) {
    const tool = {
      name,
      description: 'A sample.',
      type: 'http',
      endpoint: 'https://tool.example',
      settings: { method: 'GET' },
    };
    toolIds.push((await admin.post('/api/v1/tools', tool)).body.id);
  }
});

afterAll(() => registry.close());

describe('the entity source tool', () => {
  describeEntitySource(
    () => registry.app.get(EntitySources).get('tool'),
    () => ({ present: toolIds, absent: [newId()] }),
  );
});

describe('the entity source project', () => {
  const projects = Array.from(
    { length: 250 },
    (_, n) => ({ id: `p${n}`, title: `Project ${n}`, classification: 'internal' }) as const,
  );
  describeEntitySource(new ProjectEntitySource(projects), { present: ['p0', 'p9', 'p249'] });
});

it('leaves no installed entity source out', () => {
  expect(
    registry.app
      .get(EntitySources)
      .list()
      .map((it) => it.kind),
  ).toEqual(['tool']);
});
