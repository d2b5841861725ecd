import { randomUUID } from 'node:crypto';
import { Clock } from '../../src/common/clock.js';
import { ApiClient } from './api-client.js';
import { startTestRegistry, type TestRegistry } from './registry.js';

export const PASSWORD = 'correct-horse-battery';

export interface TestAgent {
  readonly id: string;
  readonly name: string;
  /** Where its API keys are. */
  readonly keys: string;
}

export interface TestKey {
  readonly id: string;
  readonly key: string;
  readonly expiresAt: string | null;
}

/** A registry with an administrator, and agents who prove themselves by passwords and keys. */
export class ProofStory {
  readonly anybody: ApiClient;

  private constructor(
    readonly registry: TestRegistry,
    readonly admin: ApiClient,
  ) {
    this.anybody = new ApiClient(registry.url);
  }

  static async start(variables: Record<string, string> = {}): Promise<ProofStory> {
    const registry = await startTestRegistry({ variables });
    return new ProofStory(registry, await new ApiClient(registry.url).login());
  }

  close(): Promise<void> {
    return this.registry.close();
  }

  async newAgent(agent: object = {}): Promise<TestAgent> {
    const name = `a-${randomUUID().slice(0, 8)}`;
    const wanted = { name, type: 'user', roles: ['user'], password: PASSWORD, ...agent };
    const { body } = await this.admin.post('/api/v1/agents', wanted);
    return { id: body.id, name: body.name, keys: `/api/v1/agents/${body.id}/api-keys` };
  }

  logIn(username: string, password: string, more: object = {}) {
    return this.anybody.post('/api/v1/auth/token', {
      method: 'password',
      credentials: { username, password },
      ...more,
    });
  }

  /** A client with a token of the agent, narrowed where permissions are given. */
  async as({ name }: Pick<TestAgent, 'name'>, permissions?: readonly string[]): Promise<ApiClient> {
    const { body } = await this.logIn(name, PASSWORD, permissions && { permissions });
    return this.anybody.as(body.accessToken);
  }

  async newKey({ keys }: Pick<TestAgent, 'keys'>, key: object = {}, maker = this.admin): Promise<TestKey> {
    const { status, body } = await maker.post(keys, { name: 'k', ...key });
    if (status !== 201) throw new Error(`No key was made: ${JSON.stringify(body)}`);
    return body;
  }

  /** A client that presents the key itself. */
  presenting({ key }: Pick<TestKey, 'key'>): ApiClient {
    return this.anybody.as(key);
  }

  /** A client with an access token that the key was exchanged for. */
  async exchanging({ key }: Pick<TestKey, 'key'>): Promise<ApiClient> {
    const { body } = await this.anybody.post('/api/v1/auth/token', { method: 'api_key', credentials: { key } });
    return this.anybody.as(body.accessToken ?? 'refused');
  }

  /** Until mocks are restored, it is so much later. */
  wait(seconds: number): void {
    const clock = this.registry.app.get(Clock);
    jest.spyOn(clock, 'now').mockReturnValue(this.in(seconds));
  }

  in(seconds: number): Date {
    return new Date(this.registry.app.get(Clock).now().getTime() + seconds * 1000);
  }
}

export const statusOf = async (reply: Promise<{ status: number }>) => (await reply).status;

/** The status of asking who one is: 200 as long as the proof is good. */
export const standing = (client: ApiClient) => statusOf(client.get('/api/v1/auth/me'));
