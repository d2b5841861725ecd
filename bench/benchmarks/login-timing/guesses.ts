import { ask, type Question } from '../../ask.js';

const PASSWORD = 'correct-horse-battery';
const WRONG_PASSWORD = 'wrong-horse-battery';

/** Agents of one registry, and guesses at their passwords. */
export class Guesses {
  private constructor(
    private readonly url: string,
    private readonly adminToken: string,
  ) {}

  static async open(url: string, adminPassword: string): Promise<Guesses> {
    const { accessToken } = await send<{ accessToken: string }>(url, 'auth/token', login('admin', adminPassword), 200);
    return new Guesses(url, accessToken);
  }

  async createAgent(name: string, withPassword: boolean): Promise<void> {
    const body = { name, type: 'user', ...(withPassword && { password: PASSWORD }) };
    await send(this.url, 'agents', { method: 'POST', token: this.adminToken, body }, 201);
  }

  /** Milliseconds until a wrong password for this name was refused. */
  async refuse(name: string): Promise<number> {
    const started = performance.now();
    await send(this.url, 'auth/token', login(name, WRONG_PASSWORD), 401);
    return performance.now() - started;
  }
}

const login = (username: string, password: string): Question => ({
  method: 'POST',
  body: { method: 'password', credentials: { username, password } },
});

/** @throws Error when it is answered by another status */
async function send<T>(url: string, path: string, question: Question, expected: number): Promise<T> {
  const { status, body } = await ask<T>(`${url}/api/v1/${path}`, question);
  if (status !== expected) throw new Error(`${path} was answered ${status}: ${JSON.stringify(body)}`);
  return body;
}
