import { type DynamicModule, Module } from '@nestjs/common';
import { ProjectEntitiesModule } from '../../examples/project-entities/index.js';
import { ENTITY_SOURCE, type EntitySource } from '../../src/policy/index.js';
import { ApiClient } from './api-client.js';
import { startTestRegistry, type TestRegistry } from './registry.js';
import { registerTool } from './tools.js';

/** A guest's source that is out of order. */
class BrokenSource implements EntitySource {
  readonly kind = 'broken';
  readonly description = 'Always out of order.';
  get = () => Promise.reject(new Error('out of order'));
  page = () => Promise.reject(new Error('out of order'));
}

@Module({})
class BrokenModule {
  static make(): DynamicModule {
    return { module: BrokenModule, providers: [ENTITY_SOURCE.provide(BrokenSource)] };
  }
}

let count = 0;

const EVERYBODY = { kind: 'role_based', settings: { roles: 'any' } };
const PROJECTS = [{ id: 'apollo', title: 'Apollo', classification: 'secret' }] as const;
const WEDNESDAYS = { zone: 'UTC', weekdays: [3], windows: [{ from: '09:00', to: '17:00' }] };

/**
 * A registry with an enforcement point, an agent that may invoke one tool but not vend for it, and a second tool that it
 * may invoke on Wednesdays.
 */
export class AuthzenWorld {
  private constructor(
    readonly registry: TestRegistry,
    readonly admin: ApiClient,
    /** Holds `access:evaluate` and nothing else. */
    readonly point: ApiClient,
    readonly ids: Readonly<Record<'agent' | 'disabled' | 'tool' | 'timed', string>>,
  ) {}

  static async begin(): Promise<AuthzenWorld> {
    const registry = await startTestRegistry({ extensions: [ProjectEntitiesModule.of(PROJECTS), BrokenModule.make()] });
    const admin = await new ApiClient(registry.url).login();
    const agent = await made(admin, '/api/v1/agents', { name: 'planner', type: 'bot', roles: ['user'] });
    const disabled = await made(admin, '/api/v1/agents', { name: 'former', type: 'bot', roles: ['user'] });
    await admin.post(`/api/v1/agents/${disabled}/disable`);
    const { id: tool } = await registerTool(admin);
    const { id: timed } = await registerTool(admin);
    const world = new AuthzenWorld(registry, admin, await enforcementPoint(admin), { agent, disabled, tool, timed });
    const invoke = { tools: { only: [tool, timed] }, actions: { only: ['invoke'] } };
    await world.policy({ ...EVERYBODY, effect: 'permit', target: invoke });
    const wednesdays = { kind: 'time_based', settings: WEDNESDAYS, effect: 'require' };
    await world.policy({ ...wednesdays, target: { tools: { only: [timed] } } });
    return world;
  }

  policy(given: object): Promise<string> {
    return made(this.admin, '/api/v1/policies', { name: `Rule ${String(++count)}`, ...given });
  }

  permitProjects(action: string): Promise<string> {
    const target = { toolTypes: { only: ['project'] }, actions: { only: [action] } };
    return this.policy({ ...EVERYBODY, effect: 'permit', target });
  }

  end(): Promise<void> {
    return this.registry.close();
  }
}

async function enforcementPoint(admin: ApiClient): Promise<ApiClient> {
  const id = await made(admin, '/api/v1/agents', { name: 'gate', type: 'service', permissions: ['access:evaluate'] });
  return admin.as((await admin.post(`/api/v1/agents/${id}/api-keys`, { name: 'gate' })).body.key);
}

async function made(admin: ApiClient, path: string, given: object): Promise<string> {
  const { status, body } = await admin.post(path, given);
  expect({ status, body }).toMatchObject({ status: 201 });
  return body.id;
}
