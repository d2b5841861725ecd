import { Agent, request } from 'node:http';
import { json } from 'node:stream/consumers';

const agent = new Agent({ keepAlive: true });

export interface Question {
  readonly method?: string;
  readonly token?: string;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer<T> {
  readonly status: number;
  readonly body: T;
}

/** One request over a kept connection. Unlike `fetch` it can name another host: instances have one public name. */
export function ask<T>(url: string, { method = 'GET', token, body, headers = {} }: Question = {}): Promise<Answer<T>> {
  return new Promise((resolve, reject) => {
    const sent = request(url, {
      agent,
      method,
      headers: {
        ...(body && { 'content-type': 'application/json' }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...headers,
      },
    });
    sent.once('error', reject);
    sent.once('response', (reply) => {
      const empty = reply.statusCode === 204;
      if (empty) reply.resume();
      const read = empty ? Promise.resolve(undefined) : json(reply);
      read.then((it) => resolve({ status: reply.statusCode ?? 0, body: it as T }), reject);
    });
    sent.end(body && JSON.stringify(body));
  });
}
