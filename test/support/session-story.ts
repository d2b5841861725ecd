import { randomUUID } from 'node:crypto';
import { Clock } from '../../src/common/clock.js';
import { ApiClient, type ApiReply } from './api-client.js';
import type { TestRegistry } from './registry.js';

const PASSWORD = 'correct-horse-battery';
const TOKEN = '/api/v1/auth/token';
const REFRESH = '/api/v1/auth/refresh';

export const DAY_SECONDS = 86_400;

export interface SessionTokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly tokenType: string;
  readonly expiresIn: number;
  readonly refreshExpiresIn: number;
}

export interface SessionAgent {
  readonly id: string;
  readonly name: string;
}

type Headers = Record<string, string>;

/** Agents that log in and carry their logins on. */
export class SessionStory {
  readonly anybody: ApiClient;

  private constructor(
    readonly registry: TestRegistry,
    readonly admin: ApiClient,
  ) {
    this.anybody = new ApiClient(registry.url);
  }

  static async begin(registry: TestRegistry): Promise<SessionStory> {
    return new SessionStory(registry, await new ApiClient(registry.url).login());
  }

  async newAgent(): Promise<SessionAgent> {
    const name = `s-${randomUUID().slice(0, 8)}`;
    const agent = { name, type: 'user', roles: ['user'], password: PASSWORD };
    return (await this.admin.post('/api/v1/agents', agent)).body as SessionAgent;
  }

  /** @param more members of the request beside the usual ones. */
  logIn({ name }: Pick<SessionAgent, 'name'>, more: object = {}, headers?: Headers): Promise<ApiReply> {
    const credentials = { username: name, password: PASSWORD };
    return this.anybody.post(TOKEN, { method: 'password', credentials, withRefreshToken: true, ...more }, headers);
  }

  async start(agent?: SessionAgent, more?: object): Promise<SessionTokens> {
    return (await this.logIn(agent ?? (await this.newAgent()), more)).body as SessionTokens;
  }

  /** A session that rests on a new API key of an agent. */
  async startByKey(agent: SessionAgent, key: object = {}) {
    const path = `/api/v1/agents/${agent.id}/api-keys`;
    const { body: made } = await this.admin.post(path, { name: 'k', ...key });
    const login = { method: 'api_key', credentials: { key: made.key as string }, withRefreshToken: true };
    const { body } = await this.anybody.post(TOKEN, login);
    return { keyPath: `${path}/${made.id}`, key: made.key as string, tokens: body as SessionTokens };
  }

  refresh(refreshToken: string, client = this.anybody, headers?: Headers): Promise<ApiReply> {
    return client.post(REFRESH, { refreshToken }, headers);
  }

  async statusOf(accessToken: string, client = this.anybody): Promise<number> {
    return (await client.as(accessToken).get('/api/v1/auth/me')).status;
  }

  async auditOf(action: string, agentId: string) {
    const { body } = await this.admin.get(`/api/v1/audit?action=${action}&limit=20`);
    return (body.data as { onBehalfOf?: string; reason?: string }[]).filter((it) => it.onBehalfOf === agentId);
  }

  advance(seconds: number): void {
    jest.spyOn(this.registry.app.get(Clock), 'now').mockReturnValue(new Date(Date.now() + seconds * 1000));
  }
}

/** What every refusal says, whatever its reason. */
export function expectRefusedRefresh({ status, headers, body }: ApiReply): void {
  expect([status, body.code]).toEqual([401, 'INVALID_REFRESH_TOKEN']);
  expect(body.detail).toMatch(/^The refresh token cannot be used/);
  expect(Object.keys(body).sort()).toEqual(['code', 'detail', 'instance', 'requestId', 'status', 'title', 'type']);
  expect(headers.get('cache-control')).toBe('no-store');
}
