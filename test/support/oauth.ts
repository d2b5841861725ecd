import { randomUUID } from 'node:crypto';
import type { ApiClient, ApiReply } from './api-client.js';
import type { ClientKey } from './client-keys.js';

export const CLIENT_CREDENTIALS = 'client_credentials';
export const TOKEN_EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange';
export const ACCESS_TOKEN = 'urn:ietf:params:oauth:token-type:access_token';

type Fields = Readonly<Record<string, string | readonly string[]>>;
type Headers = Readonly<Record<string, string>>;

/** An agent and the OAuth client by which it gets tokens. */
export interface Machine {
  readonly agentId: string;
  readonly name: string;
  readonly id: string;
  readonly secret: string;
}

export interface MachineSetup {
  readonly permissions?: readonly string[];
  readonly roles?: readonly string[];
  /** Of the client, such as `{ permissions: [...] }`. */
  readonly client?: object;
}

/** HTTP Basic, id and secret form-encoded inside (RFC 6749 §2.3.1). */
export function basic({ id, secret }: Pick<Machine, 'id' | 'secret'>): Headers {
  const encoded = [id, secret].map(encodeURIComponent).join(':');
  return { authorization: `Basic ${Buffer.from(encoded).toString('base64')}` };
}

/** Posts a form as a machine would; a text is sent as it is. */
export async function postForm(
  url: string,
  path: string,
  form: Fields | string,
  headers: Headers = {},
): Promise<ApiReply> {
  const body = typeof form === 'string' ? form : encodeForm(form);
  const reply = await fetch(new URL(path, url), {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body,
  });
  const text = await reply.text();
  const isJson = reply.headers.get('content-type')?.includes('json');
  return { status: reply.status, headers: reply.headers, body: isJson && text ? JSON.parse(text) : text };
}

function encodeForm(fields: Fields): string {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) for (const it of [value].flat()) form.append(name, it);
  return form.toString();
}

export async function newMachine(admin: ApiClient, setup: MachineSetup = {}): Promise<Machine> {
  const { client, ...given } = setup;
  const name = `machine-${randomUUID()}`;
  const agent = await admin.post('/api/v1/agents', { name, type: 'service', roles: [], ...given });
  return { agentId: agent.body.id, name, ...(await newClient(admin, agent.body.id, client)) };
}

/** One more client of an agent. */
export async function newClient(admin: ApiClient, agentId: string, given: object = {}) {
  const wanted = { name: 'test', authentication: 'client_secret', ...given };
  const { status, body } = await admin.post(`/api/v1/agents/${agentId}/clients`, wanted);
  if (status !== 201) throw new Error(`No client was made: ${JSON.stringify(body)}`);
  return { id: String(body.id), secret: String(body.clientSecret) };
}

export async function newKeyClient(admin: ApiClient, agentId: string, { publicJwk }: ClientKey): Promise<string> {
  const given = { authentication: 'private_key_jwt', jwks: { keys: [publicJwk] } };
  return (await newClient(admin, agentId, given)).id;
}

/** An access token of a machine by client_credentials. */
export async function tokenOf(
  url: string,
  machine: Machine,
  form: Fields = {},
  headers: Headers = {},
): Promise<string> {
  const wanted = { grant_type: CLIENT_CREDENTIALS, ...form };
  const { status, body } = await postForm(url, '/oauth/token', wanted, { ...basic(machine), ...headers });
  if (status !== 200) throw new Error(`No token was issued: ${JSON.stringify(body)}`);
  return body.access_token;
}

/** Asks for a token by which `actor` acts for the agent of `subject`. */
export function exchange(
  url: string,
  actor: Pick<Machine, 'id' | 'secret'>,
  subject: string,
  form: Fields = {},
  headers: Headers = {},
): Promise<ApiReply> {
  const wanted = { grant_type: TOKEN_EXCHANGE, subject_token: subject, subject_token_type: ACCESS_TOKEN, ...form };
  return postForm(url, '/oauth/token', wanted, { ...basic(actor), ...headers });
}
