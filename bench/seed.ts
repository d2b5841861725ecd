const SUBJECTS = [
  'weather',
  'invoice',
  'parcel',
  'customer',
  'flight',
  'warehouse',
  'contract',
  'sensor',
  'payment',
  'calendar',
];
const VERBS = ['get', 'list', 'create', 'update', 'delete', 'find', 'count', 'export', 'approve', 'cancel'];

export interface Seeded {
  readonly token: string;
  readonly toolIds: readonly string[];
}

/** Logs the administrator in and registers tools, through the API as anybody would. */
export async function seedTools(url: string, password: string, count: number): Promise<Seeded> {
  const token = await logInAsAdmin(url, password);
  const toolIds: string[] = [];
  for (let index = 0; index < count; index += 1) {
    toolIds.push((await post<{ id: string }>(`${url}/api/v1/tools`, toolOf(index), token)).id);
  }
  return { token, toolIds };
}

/** An access token of the administrator. */
export async function logInAsAdmin(url: string, password: string): Promise<string> {
  const login = { method: 'password', credentials: { username: 'admin', password } };
  return (await post<{ accessToken: string }>(`${url}/api/v1/auth/token`, login)).accessToken;
}

/** A tool as anybody would register it, another for each index. */
export function toolOf(index: number) {
  const subject = SUBJECTS[index % SUBJECTS.length] ?? '';
  const verb = VERBS[Math.floor(index / SUBJECTS.length) % VERBS.length] ?? '';
  return {
    name: `${verb}_${subject}_${index}`,
    description: `Lets an agent ${verb} a ${subject} of the company, with all that belongs to it and who may see it.`,
    type: 'http',
    endpoint: `https://api.example.com/${subject}s`,
    settings: { method: 'POST' },
    inputSchema: {
      type: 'object',
      properties: { [`${subject}Id`]: { type: 'string' }, limit: { type: 'integer', minimum: 1 } },
      required: [`${subject}Id`],
    },
    tags: [subject, verb],
  };
}

async function post<T>(url: string, body: object, token?: string): Promise<T> {
  const headers = {
    'content-type': 'application/json',
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
  };
  const reply = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!reply.ok) throw new Error(`POST ${url} was answered ${reply.status}: ${await reply.text()}`);
  return (await reply.json()) as T;
}
