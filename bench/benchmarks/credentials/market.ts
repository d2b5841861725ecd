import { randomBytes } from 'node:crypto';
import { ask, type Question } from '../../ask.js';
import { PUBLIC_HOST } from '../../process/workspace.js';

const PASSWORD = 'correct-horse-battery';

/** An agent, and its access token. */
export interface Holder {
  readonly agentId: string;
  readonly accessToken: string;
}

export interface Lease {
  readonly id: string;
  readonly token: string;
}

/** A registry with one tool for which everybody may vend credentials. */
export class Market {
  private constructor(
    readonly url: string,
    /** An access token of the administrator, who may validate and revoke every credential. */
    readonly adminToken: string,
    readonly toolId: string,
  ) {}

  static async open(url: string, adminPassword: string): Promise<Market> {
    const token = await logIn(url, 'admin', adminPassword);
    const { id } = await send<{ id: string }>(url, 'tools', {
      token,
      body: {
        ...{ name: 'stock', description: 'Counts what is in stock.', type: 'http', settings: { method: 'POST' } },
        ...{ endpoint: 'https://stock.example.com', scopes: ['stock:read'], inputSchema: { type: 'object' } },
      },
    });
    const target = { tools: { only: [id] }, actions: { only: ['vend'] } };
    const policy = { name: 'open stock', kind: 'role_based', settings: { roles: 'any' }, effect: 'permit', target };
    await send(url, 'policies', { token, body: policy });
    return new Market(url, token, id);
  }

  async newHolder(): Promise<Holder> {
    const username = `agent-${randomBytes(8).toString('hex')}`;
    const agent = { name: username, type: 'bot', roles: ['user'], password: PASSWORD };
    const { id } = await send<{ id: string }>(this.url, 'agents', { token: this.adminToken, body: agent });
    return { agentId: id, accessToken: await logIn(this.url, username, PASSWORD) };
  }

  vend({ accessToken }: Holder, body: object = {}): Promise<Lease> {
    return send(this.url, `tools/${this.toolId}/credentials`, { token: accessToken, body });
  }

  delegate(from: Holder, { id }: Lease, { agentId }: Holder): Promise<Lease> {
    return send(this.url, `credentials/${id}/delegate`, { token: from.accessToken, body: { agentId } });
  }

  /** Ends a credential, and all that was delegated from it. Says how many. */
  async revoke({ id }: Lease): Promise<number> {
    const question = { token: this.adminToken, body: { id } };
    return (await send<{ revoked: number }>(this.url, 'credentials/revoke', question)).revoked;
  }

  /** @param url of the instance to be asked. */
  async isActive({ token }: Lease, url: string): Promise<boolean> {
    const question = { token: this.adminToken, body: { token } };
    return (await send<{ active: boolean }>(url, 'credentials/validate', question)).active;
  }
}

async function logIn(url: string, username: string, password: string): Promise<string> {
  const body = { method: 'password', credentials: { username, password } };
  return (await send<{ accessToken: string }>(url, 'auth/token', { body })).accessToken;
}

/** @throws Error when it is refused */
async function send<T>(url: string, path: string, question: Question): Promise<T> {
  const whole = { method: 'POST', headers: { host: PUBLIC_HOST }, ...question };
  const { status, body } = await ask<T>(`${url}/api/v1/${path}`, whole);
  if (status >= 300) throw new Error(`POST ${path} was answered ${status}: ${JSON.stringify(body)}`);
  return body;
}
