import { randomBytes } from 'node:crypto';
import { ask, type Question } from '../../ask.js';
import { PUBLIC_HOST } from '../../process/workspace.js';

const PASSWORD = 'correct-horse-battery';

/** Something that opens an instance, and whose it is. */
export interface Proof {
  readonly agentId: string;
  readonly token: string;
  readonly keyId?: string;
}

/** Two instances of one registry: changes are made on one, and their effect is looked for on the other. */
export class Instances {
  private constructor(
    private readonly one: string,
    private readonly other: string,
    private readonly adminToken: string,
  ) {}

  static async open(one: string, other: string, adminPassword: string): Promise<Instances> {
    return new Instances(one, other, await logIn(one, 'admin', adminPassword));
  }

  /** An access token of a new agent. */
  async logIn(): Promise<Proof> {
    const { id, name } = await this.createAgent();
    return { agentId: id, token: await logIn(this.one, name, PASSWORD) };
  }

  /** An API key of a new agent. */
  async makeKey(): Promise<Proof> {
    const { id } = await this.createAgent();
    const made = await this.create<{ id: string; key: string }>(`agents/${id}/api-keys`, { name: 'benchmark' });
    return { agentId: id, token: made.key, keyId: made.id };
  }

  /** Asks twice: the second answer comes from what the other instance keeps. */
  async requireAccepted(proof: Proof): Promise<void> {
    for (const status of [await this.statusOf(proof), await this.statusOf(proof)]) {
      if (status !== 200) throw new Error(`A good proof was answered ${status}`);
    }
  }

  /** Asks the other instance again and again. When it first refuses, as `performance.now()` tells the time. */
  async firstRefusal(proof: Proof): Promise<number> {
    while ((await this.statusOf(proof)) === 200);
    return performance.now();
  }

  async change(method: string, path: string, question: Question = {}): Promise<void> {
    const headers = { 'if-match': '*' };
    await send(this.one, path, { method, token: this.adminToken, headers, ...question });
  }

  private createAgent(): Promise<{ id: string; name: string }> {
    const name = `agent-${randomBytes(8).toString('hex')}`;
    return this.create('agents', { name, type: 'service', roles: ['user'], password: PASSWORD });
  }

  private create<T>(path: string, body: object): Promise<T> {
    return send<T>(this.one, path, { method: 'POST', token: this.adminToken, body });
  }

  private async statusOf({ token }: Proof): Promise<number> {
    const { status } = await ask(`${this.other}/api/v1/auth/me`, { token, headers: { host: PUBLIC_HOST } });
    return status;
  }
}

async function logIn(url: string, username: string, password: string): Promise<string> {
  const body = { method: 'password', credentials: { username, password } };
  return (await send<{ accessToken: string }>(url, 'auth/token', { method: 'POST', body })).accessToken;
}

/** @throws Error when it is refused */
async function send<T>(url: string, path: string, question: Question): Promise<T> {
  const headers = { host: PUBLIC_HOST, ...question.headers };
  const { status, body } = await ask<T>(`${url}/api/v1/${path}`, { ...question, headers });
  if (status >= 300) throw new Error(`${question.method} ${path} was answered ${status}: ${JSON.stringify(body)}`);
  return body;
}
