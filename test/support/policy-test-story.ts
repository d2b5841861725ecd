import { ApiClient, type ApiReply } from './api-client.js';
import { startTestRegistry, type TestRegistry, type TestRegistryOptions } from './registry.js';
import { type RegisteredTool, registerTool } from './tools.js';

export const POLICIES = '/api/v1/policies';
export const POLICY_TESTS = '/api/v1/policy-tests';

export const etag = (revision: number) => ({ 'if-match': `"${String(revision)}"` });

let count = 0;

/** A registry, its administrator, and what policies and their tests are written about. */
export class PolicyTestStory {
  private constructor(
    readonly registry: TestRegistry,
    readonly admin: ApiClient,
  ) {}

  static async begin(options: TestRegistryOptions = {}): Promise<PolicyTestStory> {
    const registry = await startTestRegistry(options);
    return new PolicyTestStory(registry, await new ApiClient(registry.url).login());
  }

  tool(): Promise<RegisteredTool> {
    return registerTool(this.admin);
  }

  /** A policy about invoking the tool: unless said otherwise, it permits that to users. */
  savePolicy(tool: RegisteredTool, given: object = {}): Promise<ApiReply> {
    return this.admin.post(POLICIES, {
      name: `Tested ${String(++count)}`,
      kind: 'role_based',
      settings: { roles: ['user'] },
      target: { tools: { only: [tool.id] }, actions: { only: ['invoke'] } },
      ...given,
    });
  }

  async policy(tool: RegisteredTool, given: object = {}): Promise<string> {
    const { status, body } = await this.savePolicy(tool, given);
    expect({ status, body }).toMatchObject({ status: 201 });
    return body.id;
  }

  /** A test of what a user may: unless said otherwise, invoke the tool. */
  saveTest(tool: RegisteredTool, { given = {}, ...rest }: { given?: object } & Record<string, unknown> = {}) {
    return this.admin.post(POLICY_TESTS, {
      name: `Test ${String(++count)}`,
      given: { roles: ['user'], toolId: tool.id, action: 'invoke', ...given },
      expect: { allowed: true },
      ...rest,
    });
  }

  async test(tool: RegisteredTool, rest: Record<string, unknown> = {}) {
    const { status, body } = await this.saveTest(tool, rest);
    expect({ status, body }).toMatchObject({ status: 201 });
    return body as { id: string; name: string; result: { status: string } };
  }

  deletePolicy(id: string): Promise<ApiReply> {
    return this.admin.delete(`${POLICIES}/${id}`, { 'if-match': '*' });
  }

  async resultOf(id: string) {
    const { status, body } = await this.admin.post(`${POLICY_TESTS}/run`);
    expect(status).toBe(200);
    return body.results.find((it: { id: string }) => it.id === id);
  }
}
