import { randomBytes } from 'node:crypto';
import type { Type } from '@nestjs/common';
import { ApiClient } from './api-client.js';
import { CallToolModule } from './call-tool-type.js';
import { type HttpUpstream, startHttpUpstream } from './http-upstream.js';
import { startTestRegistry, type TestRegistry } from './registry.js';

const PASSWORD = 'a-long-enough-password';

export interface TestTool {
  readonly id: string;
  readonly name: string;
  readonly etag: string;
}

export interface TestAgent {
  readonly id: string;
  readonly etag: string;
  readonly client: ApiClient;
}

/** A registry, a service for its tools to call, and the few things that every story about credentials begins with. */
export class CredentialStory {
  private constructor(
    readonly registry: TestRegistry,
    readonly upstream: HttpUpstream,
    readonly admin: ApiClient,
  ) {}

  /**
   * @param others further services that its tools may call.
   * @param guests further extensions.
   */
  static async begin(
    variables: Readonly<Record<string, string>> = {},
    others: readonly HttpUpstream[] = [],
    guests: readonly Type[] = [],
  ): Promise<CredentialStory> {
    const upstream = await startHttpUpstream();
    const reachable = [upstream, ...others].map(({ port }) => `127.0.0.1/32:${port}`);
    try {
      const registry = await startTestRegistry({
        extensions: [CallToolModule, ...guests],
        variables: { OUTBOUND_TOOL_EXCEPTIONS: reachable.join(), ...variables },
      });
      return await CredentialStory.in(registry, upstream);
    } catch (error) {
      await upstream.close();
      throw error;
    }
  }

  private static async in(registry: TestRegistry, upstream: HttpUpstream): Promise<CredentialStory> {
    try {
      const admin = await new ApiClient(registry.url).login();
      if (admin.token === undefined) throw new Error('The administrator cannot log in');
      return new CredentialStory(registry, upstream, admin);
    } catch (error) {
      await registry.close();
      throw error;
    }
  }

  async end(): Promise<void> {
    await this.registry.close();
    await this.upstream.close();
  }

  async tool(definition: Readonly<Record<string, unknown>> = {}): Promise<TestTool> {
    const reply = await this.admin.post('/api/v1/tools', {
      name: unique('tool'),
      description: 'Echoes what it is sent.',
      type: 'call',
      endpoint: this.upstream.url,
      scopes: ['stock:read', 'stock:write'],
      inputSchema: {
        type: 'object',
        properties: { sku: { type: 'string' } },
        required: ['sku'],
        additionalProperties: false,
      },
      ...definition,
    });
    expect(reply).toMatchObject({ status: 201 });
    return { id: reply.body.id, name: reply.body.name, etag: reply.headers.get('etag') ?? '' };
  }

  async agent(given: { roles?: string[]; permissions?: string[]; type?: string } = {}): Promise<TestAgent> {
    const name = unique('agent');
    const agent = { name, type: 'bot', roles: ['user'], ...given, password: PASSWORD };
    const reply = await this.admin.post('/api/v1/agents', agent);
    expect(reply).toMatchObject({ status: 201 });
    const client = await new ApiClient(this.registry.url).login(name, PASSWORD);
    return { id: reply.body.id, etag: reply.headers.get('etag') ?? '', client };
  }

  /** Permits everybody to vend and invoke the tool. */
  async permit(tool: TestTool, actions: readonly string[] = ['vend', 'invoke']): Promise<{ id: string; etag: string }> {
    const reply = await this.admin.post('/api/v1/policies', {
      name: unique('policy'),
      kind: 'role_based',
      effect: 'permit',
      settings: { roles: 'any' },
      target: { tools: { only: [tool.id] }, actions: { only: actions } },
    });
    expect(reply).toMatchObject({ status: 201 });
    return { id: reply.body.id, etag: reply.headers.get('etag') ?? '' };
  }

  vend(agent: TestAgent, tool: TestTool, body: Readonly<Record<string, unknown>> = {}) {
    return agent.client.post(`/api/v1/tools/${tool.id}/credentials`, body);
  }

  /** Asks on behalf of the administrator, who may validate every credential. */
  async isActive(token: string): Promise<boolean> {
    const { body } = await this.admin.post('/api/v1/credentials/validate', { token });
    return body.active as boolean;
  }

  invoke(token: string, tool: TestTool, input: Readonly<Record<string, unknown>> = { sku: 'BOLT-M8' }) {
    return this.admin.as(token).post(`/api/v1/tools/${tool.id}/invocations`, { input });
  }
}

function unique(prefix: string): string {
  return `${prefix}_${randomBytes(5).toString('hex')}`;
}
