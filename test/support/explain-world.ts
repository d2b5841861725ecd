import { ApiClient } from './api-client.js';
import { ExplainGuestsModule } from './explain-guests.js';
import { GuestPoliciesModule } from './policy-guests.js';
import { startTestRegistry, type TestRegistry } from './registry.js';
import { registerTool } from './tools.js';

const PATH = '/api/v1/policies';
const PASSWORD = 'a-long-enough-password';
/** A tool for each, that carries it as its tag. */
const TAGS = ['plain', 'guarded', 'broken', 'clueless', 'office', 'spent', 'hidden', 'local'] as const;

type Ids = Record<string, string>;

export const EVERYBODY = { kind: 'role_based', settings: { roles: 'any' } };

interface Named {
  readonly id: string;
  readonly name: string;
}

export interface ActionAccess {
  readonly action: string;
  readonly allowed: boolean;
  readonly permission: { readonly name: string; readonly held: boolean };
  readonly policy: {
    readonly allowed: boolean;
    readonly conditional: boolean;
    readonly reason: { readonly code: string };
    readonly obligations: object;
    readonly permits: readonly Named[];
    readonly conditions: readonly Named[];
  };
}

export interface AccessEntry {
  readonly agentId?: string;
  readonly toolId?: string;
  readonly access: readonly ActionAccess[];
}

/** A registry with a few tools, agents of every sort, and policies of built-in and guests' kinds in every mode. */
export class ExplainWorld {
  readonly tools: Ids = {};
  readonly agents: Ids = {};
  readonly policies: Ids = {};

  private constructor(
    readonly registry: TestRegistry,
    readonly admin: ApiClient,
  ) {}

  static async make(): Promise<ExplainWorld> {
    const registry = await startTestRegistry({ extensions: [GuestPoliciesModule, ExplainGuestsModule] });
    const world = new ExplainWorld(registry, await new ApiClient(registry.url).login());
    for (const tag of TAGS) world.tools[tag] = (await registerTool(world.admin, { tags: [tag] })).id;
    await world.makeAgents();
    await world.makePolicies();
    return world;
  }

  loginOfWorker(): Promise<ApiClient> {
    return new ApiClient(this.registry.url).login('worker', PASSWORD);
  }

  evaluate(agent: string, tool: string, given: object = {}) {
    const question = { agentId: this.agents[agent], toolId: this.tools[tool], action: 'invoke' };
    return this.admin.post(`${PATH}/evaluate`, { ...question, ...given });
  }

  /** All entries of a list of access, two a page. */
  async list(path: string): Promise<AccessEntry[]> {
    const entries: AccessEntry[] = [];
    let cursor = '';
    do {
      const { status, body } = await this.admin.get(`/api/v1/${path}/access?limit=2${cursor}`);
      expect({ status, body }).toMatchObject({ status: 200 });
      entries.push(...body.data);
      cursor = body.page.hasMore ? `&cursor=${body.page.nextCursor}` : '';
    } while (cursor);
    return entries;
  }

  private async makeAgents(): Promise<void> {
    await this.agent('reader', { permissions: ['tool:read', 'policy:read'] });
    await this.agent('worker', { roles: ['user'], password: PASSWORD });
    await this.agent('publisher', { roles: ['tool_publisher'] });
    await this.agent('retired', { roles: ['user'] });
    await this.admin.post(`/api/v1/agents/${this.agents['retired']}/disable`);
  }

  private async makePolicies(): Promise<void> {
    const about = (tag: string, ...only: string[]) => ({
      target: { tags: { only: [tag] }, ...(only.length > 0 && { actions: { only } }) },
    });
    const guest = (kind: string, ...actions: string[]) =>
      this.policy(kind, { kind, settings: {}, ...about(kind, ...actions) });
    for (const { id } of (await this.admin.get(`${PATH}?limit=100`)).body.data) {
      await this.admin.delete(`${PATH}/${id}`, { 'if-match': '*' });
    }
    await this.policy('everybody', { effect: 'permit' });
    const publishers = { settings: { roles: ['tool_publisher'] }, effect: 'require' };
    await this.policy('publishers only', { ...publishers, ...about('guarded', 'invoke', 'vend', 'manage') });
    await this.policy('watched', { effect: 'deny', mode: 'shadow', ...about('plain') });
    await this.policy('resting', { effect: 'deny', mode: 'disabled' });
    await this.policy('hidden', { effect: 'deny', ...about('hidden', 'discover') });
    await this.policy('unseen from here', {
      kind: 'office',
      settings: {},
      effect: 'deny',
      ...about('local', 'discover'),
    });
    await this.policy('agreeable', { kind: 'agreeable', settings: {}, ...about('plain') });
    await this.policy('throwing', { kind: 'throwing', settings: {}, ...about('broken', 'invoke') });
    await guest('clueless', 'vend');
    await guest('office', 'invoke', 'vend');
    await guest('spent');
  }

  private async agent(name: string, given: object): Promise<void> {
    const { status, body } = await this.admin.post('/api/v1/agents', { name, type: 'bot', ...given });
    expect({ status, body }).toMatchObject({ status: 201 });
    this.agents[name] = body.id;
  }

  private async policy(name: string, given: object): Promise<void> {
    const { status, body } = await this.admin.post(PATH, { name, ...EVERYBODY, ...given });
    expect({ status, body }).toMatchObject({ status: 201 });
    this.policies[name] = body.id;
  }
}
