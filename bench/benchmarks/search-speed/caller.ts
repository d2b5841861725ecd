import { ask } from '../../ask.js';
import { PUBLIC_HOST } from '../../process/workspace.js';

const API = '/api/v1/';

/** Somebody who asks a registry. */
export class Caller {
  constructor(
    private readonly url: string,
    private readonly token?: string,
  ) {}

  static async logIn(url: string, username: string, password: string): Promise<Caller> {
    const body = { method: 'password', credentials: { username, password } };
    const { accessToken } = await new Caller(url).post<{ accessToken: string }>('auth/token', body);
    return new Caller(url, accessToken);
  }

  get<T>(path: string): Promise<T> {
    return this.send('GET', path);
  }

  post<T>(path: string, body: object = {}): Promise<T> {
    return this.send('POST', path, body);
  }

  /** @param path below the API; one that begins with `/` is a path of the server. @throws Error when it is refused */
  async send<T>(method: string, path: string, body?: object): Promise<T> {
    const { status, body: answer } = await ask<T>(this.url + (path.startsWith('/') ? path : API + path), {
      method,
      headers: { host: PUBLIC_HOST, 'if-match': '*' },
      ...(this.token !== undefined && { token: this.token }),
      ...(body && { body }),
    });
    if (status >= 300) throw new Error(`${method} ${path} was answered ${status}: ${JSON.stringify(answer)}`);
    return answer;
  }
}
