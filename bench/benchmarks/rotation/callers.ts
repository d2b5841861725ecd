import { ask } from '../../ask.js';
import { PUBLIC_HOST } from '../../process/workspace.js';

const CALLERS = 8;
/** Requests by one token. The first goes to the instance that has not issued it. */
const REQUESTS_PER_TOKEN = 20;
/** Tokens that a caller keeps and presents again: they outlive the keys that have signed them. */
const KEPT_TOKENS = 50;

const headers = { host: PUBLIC_HOST };

/** Agents that log in at two instances in turn and call both with what they have got, without a pause. */
export class Callers {
  readonly milliseconds: number[] = [];
  readonly failures: string[] = [];
  /** Ids of the keys that have signed their tokens. */
  readonly keys = new Set<string>();
  logins = 0;
  #stopped = false;
  readonly #running: Promise<unknown>;

  constructor(
    private readonly urls: readonly [string, string],
    private readonly password: string,
  ) {
    this.#running = Promise.all(Array.from({ length: CALLERS }, (_, index) => this.call(index)));
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running;
  }

  private async call(turn: number): Promise<void> {
    const tokens: string[] = [];
    for (let round = turn; !this.#stopped; round += 1) {
      const token = await this.logIn(this.urls[round % 2 === 0 ? 0 : 1]);
      if (token === undefined) continue;
      tokens.push(token);
      if (tokens.length > KEPT_TOKENS) tokens.shift();
      for (let request = 1; request <= REQUESTS_PER_TOKEN; request += 1) {
        const presented = request % 5 === 0 ? (tokens[request % tokens.length] ?? token) : token;
        await this.present(this.urls[(round + request) % 2 === 0 ? 0 : 1], presented);
      }
    }
  }

  private async logIn(url: string): Promise<string | undefined> {
    this.logins += 1;
    const body = { method: 'password', credentials: { username: 'admin', password: this.password } };
    const answer = await this.count(() =>
      ask<{ accessToken: string }>(`${url}/api/v1/auth/token`, { method: 'POST', body, headers }),
    );
    if (answer) this.keys.add(kidOf(answer.accessToken));
    return answer?.accessToken;
  }

  private async present(url: string, token: string): Promise<void> {
    await this.count(() => ask(`${url}/api/v1/auth/me`, { token, headers }));
  }

  /** What was answered; undefined, and a failure noted, unless that is 200. */
  private async count<T>(send: () => Promise<{ status: number; body: T }>): Promise<T | undefined> {
    const began = performance.now();
    try {
      const { status, body } = await send();
      if (status === 200) return body;
      this.failures.push(`${status} ${JSON.stringify(body)}`);
    } catch (error) {
      this.failures.push(String(error));
    } finally {
      this.milliseconds.push(performance.now() - began);
    }
    return undefined;
  }
}

function kidOf(token: string): string {
  const header = JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()) as { kid: string };
  return header.kid;
}
