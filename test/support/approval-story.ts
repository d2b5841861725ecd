import { randomUUID } from 'node:crypto';
import { Injectable, Module } from '@nestjs/common';
import { TOOL_TYPE, type ToolCall, type ToolResult, type ToolType } from '../../src/registry/index.js';
import { ApiClient, type ApiReply } from './api-client.js';
import { exchange, newClient, tokenOf } from './oauth.js';
import { startTestRegistry, type TestRegistry } from './registry.js';
import { registerTool } from './tools.js';

class NoSettings {}

@Injectable()
class EchoToolType implements ToolType<NoSettings> {
  readonly kind = 'echo';
  readonly description = 'Answers what it is sent.';
  readonly settingsDto = NoSettings;

  async execute(_settings: NoSettings, { input }: ToolCall): Promise<ToolResult> {
    return { outcome: 'success', output: input };
  }
}

@Module({ providers: [TOOL_TYPE.provide(EchoToolType)] })
class EchoModule {}

export interface StoryAgent {
  readonly id: string;
  readonly client: ApiClient;
}

/**
 * Two instances of a registry whose tools need approval by their tags: `access` and `call` demand one, `permit` has
 * nothing else that permits it, `hidden` may not be discovered.
 */
export class ApprovalStory {
  asker!: ApiClient;
  askerId!: string;
  approver!: ApiClient;
  approverId!: string;

  private constructor(
    readonly registry: TestRegistry,
    private readonly second: TestRegistry,
    readonly admin: ApiClient,
  ) {}

  static async start(): Promise<ApprovalStory> {
    const registry = await startTestRegistry({ extensions: [EchoModule] });
    const variables = { DATABASE_URL: registry.databaseUrl };
    const second = await startTestRegistry({ extensions: [EchoModule], variables });
    const story = new ApprovalStory(registry, second, await new ApiClient(registry.url).login());
    await story.permitUse(['access', 'call']);
    await story.demand('access', { tags: { only: ['access'] }, actions: { only: ['invoke', 'vend'] } });
    await story.demand('call', { tags: { only: ['call'] }, actions: { only: ['invoke', 'vend'] } });
    await story.policy({
      kind: 'approval',
      settings: { for: 'access' },
      effect: 'permit',
      target: { tags: { only: ['permit'] } },
    });
    await story.hideTags(['hidden']);
    const uses = ['tool:read', 'tool:invoke', 'credential:vend', 'access-request:create', 'access-request:read'];
    const asker = await story.agent(uses);
    const approver = await story.agent(['access-request:decide', 'access-request:read', 'tool:read', 'tool:invoke']);
    return Object.assign(story, {
      ...{ asker: asker.client, askerId: asker.id },
      ...{ approver: approver.client, approverId: approver.id },
    });
  }

  async close(): Promise<void> {
    await this.second.close();
    await this.registry.close();
  }

  /** The same caller at the other instance. */
  elsewhere({ token }: ApiClient): ApiClient {
    return new ApiClient(this.second.url, token);
  }

  async agent(permissions: readonly string[], given: object = {}): Promise<StoryAgent> {
    const wanted = { name: `agent-${randomUUID()}`, type: 'bot', permissions, ...given };
    const { id } = await this.made('/api/v1/agents', wanted);
    const { key } = await this.made(`/api/v1/agents/${String(id)}/api-keys`, { name: 'proof' });
    return { id: String(id), client: this.admin.as(String(key)) };
  }

  /** What `delegate` presents when it acts for `owner`. */
  async actingFor(delegate: StoryAgent, owner: StoryAgent): Promise<ApiClient> {
    const [actor, subject] = [await newClient(this.admin, delegate.id), await newClient(this.admin, owner.id)];
    const machine = { agentId: owner.id, name: '', ...subject };
    const { body } = await exchange(this.registry.url, actor, await tokenOf(this.registry.url, machine));
    return this.admin.as(body.access_token);
  }

  async tool(tag: string): Promise<string> {
    const echo = { type: 'echo', settings: {}, authRequired: false };
    return (await registerTool(this.admin, { ...echo, tags: [tag] })).id;
  }

  ask(client: ApiClient, toolId: string, given: object = {}) {
    const wanted = { toolId, action: 'invoke', justification: 'It is needed.', durationSeconds: 600, ...given };
    return this.made('/api/v1/access-requests', wanted, client);
  }

  async approve({ id }: { id?: unknown }) {
    const reply = await this.approver.post(`/api/v1/access-requests/${String(id)}/approve`, {});
    expect(reply).toMatchObject({ status: 200, body: { status: 'approved' } });
    return reply.body;
  }

  invoke(client: ApiClient, toolId: string, input: object = {}): Promise<ApiReply> {
    return client.post(`/api/v1/tools/${toolId}/invocations`, { input });
  }

  /** With a body that is sent as it is spelled. */
  async invokeText({ token = '' }: ApiClient, toolId: string, body: string): Promise<{ status: number }> {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    return fetch(`${this.registry.url}/api/v1/tools/${toolId}/invocations`, { method: 'POST', headers, body });
  }

  async demand(what: 'access' | 'call', target: object, settings: object = {}): Promise<void> {
    await this.policy({ kind: 'approval', settings: { for: what, ...settings }, target });
  }

  /** Nobody may discover the tool any more. */
  async hide(toolId: string): Promise<void> {
    await this.forbidDiscovery({ tools: { only: [toolId] } });
  }

  private hideTags(tags: readonly string[]): Promise<void> {
    return this.forbidDiscovery({ tags: { only: tags } });
  }

  private forbidDiscovery(target: object): Promise<void> {
    const everybody = { kind: 'role_based', settings: { roles: 'any' }, effect: 'deny' };
    return this.policy({ ...everybody, target: { ...target, actions: { only: ['discover'] } } });
  }

  private permitUse(tags: readonly string[]): Promise<void> {
    const everybody = { kind: 'role_based', settings: { roles: 'any' } };
    return this.policy({ ...everybody, target: { tags: { only: tags }, actions: { only: ['invoke', 'vend'] } } });
  }

  private async policy(given: object): Promise<void> {
    await this.made('/api/v1/policies', { name: `policy-${randomUUID()}`, ...given });
  }

  private async made(path: string, given: object, client = this.admin): Promise<ApiReply['body']> {
    const { status, body } = await client.post(path, given);
    expect([status, body.detail]).toEqual([201, undefined]);
    return body;
  }
}
