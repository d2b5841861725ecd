export interface ApiReply<T = any> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

type Json = unknown;
type ExtraHeaders = Readonly<Record<string, string>>;

/** Speaks to a registry over HTTP as any client would. */
export class ApiClient {
  constructor(
    readonly url: string,
    readonly token?: string,
  ) {}

  as(token: string): ApiClient {
    return new ApiClient(this.url, token);
  }

  /** A client with the access token that a login yields. */
  async login(username = 'admin', password = 'correct-horse-battery'): Promise<ApiClient> {
    const { body } = await this.post('/api/v1/auth/token', { method: 'password', credentials: { username, password } });
    return this.as(body.accessToken);
  }

  get(path: string, headers?: ExtraHeaders) {
    return this.send('GET', path, undefined, headers);
  }

  post(path: string, body?: Json, headers?: ExtraHeaders) {
    return this.send('POST', path, body, headers);
  }

  put(path: string, body: Json, headers?: ExtraHeaders) {
    return this.send('PUT', path, body, headers);
  }

  patch(path: string, body: Json, headers?: ExtraHeaders) {
    return this.send('PATCH', path, body, headers);
  }

  delete(path: string, headers?: ExtraHeaders) {
    return this.send('DELETE', path, undefined, headers);
  }

  async send(method: string, path: string, body?: Json, headers: ExtraHeaders = {}): Promise<ApiReply> {
    const reply = await fetch(new URL(path, this.url), {
      method,
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(this.token !== undefined && { authorization: `Bearer ${this.token}` }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await reply.text();
    const isJson = reply.headers.get('content-type')?.includes('json');
    return { status: reply.status, headers: reply.headers, body: isJson && text ? JSON.parse(text) : text };
  }
}
