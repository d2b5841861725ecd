import { randomUUID } from 'node:crypto';
import type { OpenAPIObject, OperationObject, ReferenceObject, SchemaObject } from '@nestjs/swagger';
import { ApiClient } from '../support/api-client.js';
import { existingPath } from '../support/document-paths.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';
import { query } from '../support/test-database.js';
import { registerTool } from '../support/tools.js';

/** Columns and members that decide about rights, identity or history, whether a response shows them or not. */
const PRIVILEGED = [
  ...['id', 'agentId', 'ownerId', 'createdBy', 'provisionedBy', 'clientId', 'toolId', 'versionId'],
  ...['type', 'status', 'enabled', 'active', 'builtIn', 'isAdmin', 'admin', 'role', 'roles', 'permissions', 'scope'],
  ...['revision', 'tokenEpoch', 'hmac', 'hash', 'password', 'secretHmac', 'canonicalName', 'contentHash', 'usesLeft'],
  ...['createdAt', 'updatedAt', 'expiresAt', 'revokedAt', 'lastUsedAt', 'issuedAt', 'basis', 'addresses'],
];
/** What is written by being asked at all. */
const OBSERVING = [
  'access_log',
  'audit_event',
  'change',
  'idempotency_record',
  'login_attempt',
  'migration',
  'tool_use',
];
/** Its standard wants members that nobody knows to be ignored (AuthZEN 1.0); it reads alone. */
const IGNORING = '/access/v1/';
const PASSWORD = 'correct-horse-battery';
const ANY = { 'if-match': '*' };

interface Write {
  readonly method: string;
  readonly path: string;
  readonly operation: OperationObject;
  readonly body: SchemaObject;
}

let registry: TestRegistry;
let admin: ApiClient;
let document: OpenAPIObject;
let writes: Write[];

beforeAll(async () => {
  registry = await startTestRegistry();
  admin = await new ApiClient(registry.url).login();
  document = (await admin.get('/docs/openapi.json')).body;
  const paths = Object.entries(document.paths).filter(([path]) => !path.startsWith(IGNORING));
  writes = paths.flatMap(([path, item]) =>
    (['post', 'put', 'patch', 'delete'] as const).flatMap((method) => writeAt(path, method, item[method]) ?? []),
  );
  await makeObjects();
});
afterAll(() => registry.close());

it('finds the operations that write', () => {
  expect(writes.length).toBeGreaterThan(20);
});

it('refuses on every operation each member that it does not declare, by its name, and changes nothing', async () => {
  const before = await rows();
  const accepted: string[] = [];
  for (const write of writes) {
    const { method, path, body } = write;
    const strangers = undeclaredIn(write);
    const given = { ...Object.fromEntries(strangers.map((it) => [it, 'x'])), ...exampleOf(body) };
    const reply = await admin.send(method, await existingPath(admin, path), given, ANY);
    const named = pointersOf(reply.body);
    const missed = reply.status === 400 ? strangers.filter((it) => !named.includes(`/${it}`)) : [String(reply.status)];
    if (missed.length > 0) accepted.push(`${method} ${path}: ${missed.join(' ')}`);
  }
  expect(accepted).toEqual([]);
  expect(await rows()).toEqual(before);
});

it('refuses them inside of members too', async () => {
  const before = await rows();
  const accepted: string[] = [];
  for (const { method, path, body } of writes) {
    const nested = Object.entries(body.properties ?? {}).flatMap(([name, schema]) => nestedIn(name, schema));
    for (const { name, value, pointer } of nested) {
      const reply = await admin.send(
        method,
        await existingPath(admin, path),
        { ...exampleOf(body), [name]: value },
        ANY,
      );
      // Of many at once each is refused by itself.
      const isRefused = reply.status === 400 || reply.body.succeeded === 0;
      if (!isRefused || !pointersOf(reply.body).includes(pointer)) accepted.push(`${method} ${path}: ${pointer}`);
    }
  }
  expect(accepted).toEqual([]);
  expect(await rows()).toEqual(before);
});

/** What raises somebody, by the member that would say it. */
const RAISES: Readonly<Record<string, unknown>> = { permissions: ['*'], roles: ['admin'] };

it.each(['user', 'tool_publisher', 'agent_manager'])(
  'lets a holder of %s raise nobody by what is declared',
  async (role) => {
    const { client, agentId, credentials } = await holderOf(role);
    const before = await rights();
    const raised: string[] = [];
    for (const { method, path, body } of writes) {
      for (const name of Object.keys(body.properties ?? {}).filter((it) => it in RAISES)) {
        const own = (await existingPath(admin, path))
          .replace(/(?<=\/agents\/)[^/]+/, agentId)
          .replace(/(?<=\/roles\/)[^/]+/, role);
        const given = {
          ...required(body),
          ...('credentials' in required(body) && { credentials }),
          [name]: RAISES[name],
        };
        const reply = await client.send(method, own, given, ANY);
        if (reply.status < 300 && (await isRaised(reply.body.accessToken))) raised.push(`${method} ${path} ${name}`);
      }
    }
    expect(raised).toEqual([]);
    expect(await rights()).toEqual(before);
  },
);

it('lets nobody give away or take what is privileged of their own record', async () => {
  const { client, agentId } = await holderOf('agent_manager');
  const before = (await client.get(`/api/v1/agents/${agentId}`)).body;
  for (const member of ['name', 'type', 'status', 'revision', 'id', 'createdAt', 'tokenEpoch']) {
    const reply = await client.patch(`/api/v1/agents/${agentId}`, { [member]: before[member] ?? 1 }, ANY);
    expect([member, reply.status, pointersOf(reply.body)]).toEqual([member, 400, [`/${member}`]]);
  }
  expect((await client.get(`/api/v1/agents/${agentId}`)).body).toEqual(before);
});

function writeAt(path: string, method: string, operation: OperationObject | undefined): Write | undefined {
  if (!operation?.requestBody || '$ref' in operation.requestBody) return undefined;
  const schema = operation.requestBody.content['application/json']?.schema;
  return schema && { method: method.toUpperCase(), path, operation, body: resolved(schema) };
}

function resolved(schema: SchemaObject | ReferenceObject): SchemaObject {
  if (!('$ref' in schema)) return schema;
  return document.components?.schemas?.[schema.$ref.replace('#/components/schemas/', '')] as SchemaObject;
}

/** The members of the replies, and the privileged ones, that the request does not declare. */
function undeclaredIn({ operation, body }: Write): string[] {
  const replies = Object.entries(operation.responses).filter(([status]) => status.startsWith('2'));
  const shown = replies.flatMap(([, reply]) => {
    const schema = reply && !('$ref' in reply) ? reply.content?.['application/json']?.schema : undefined;
    return schema ? Object.keys(resolved(schema).properties ?? {}) : [];
  });
  const declared = Object.keys(body.properties ?? {});
  return [...new Set([...shown, ...PRIVILEGED])].filter((it) => !declared.includes(it));
}

function exampleOf({ properties = {} }: SchemaObject): Record<string, unknown> {
  const examples = Object.entries(properties).map(([name, schema]) => [name, exampleIn(schema)] as const);
  return Object.fromEntries(examples.filter(([, example]) => example !== undefined));
}

function exampleIn(schema: SchemaObject | ReferenceObject): unknown {
  return '$ref' in schema ? exampleOf(resolved(schema)) : (schema.example as unknown);
}

function required(body: SchemaObject): Record<string, unknown> {
  const wanted = Object.entries(exampleOf(body)).filter(([name]) => body.required?.includes(name));
  return { ...Object.fromEntries(wanted), ...(body.required?.includes('name') && { name: 'raised_by_test' }) };
}

/** For each member that is an object of its own or a list of such, a value with a member too many. */
function nestedIn(name: string, schema: SchemaObject | ReferenceObject) {
  const outer = resolved(schema);
  const inner = outer.items ? resolved(outer.items) : outer.allOf?.[0] ? resolved(outer.allOf[0]) : outer;
  if (!inner?.properties) return [];
  const value = { ...exampleOf(inner), isAdmin: true };
  const isList = outer.items !== undefined;
  return [{ name, value: isList ? [value] : value, pointer: `/${name}${isList ? '/0' : ''}/isAdmin` }];
}

interface Refusal {
  readonly errors?: { pointer: string }[];
  readonly results?: { problem: Refusal | null }[];
}

function pointersOf({ errors = [], results = [] }: Refusal): string[] {
  const ofItems = results.flatMap(({ problem }) => (problem ? pointersOf(problem) : []));
  return [...errors.map((it) => it.pointer), ...ofItems];
}

async function makeObjects(): Promise<void> {
  const managing = ['self:read', 'agent:read', 'agent:manage'];
  const role = { name: 'agent_manager', description: 'For tests.', permissions: managing };
  const policy = { name: 'p', kind: 'role_based', effect: 'permit', settings: { roles: 'any' } };
  const { id } = (await admin.post('/api/v1/agents', { name: 'somebody', type: 'bot', roles: ['user'] })).body;
  const tool = await registerTool(admin);
  const made = [
    await admin.post('/api/v1/roles', role),
    await admin.post('/api/v1/policies', policy),
    await admin.post(`/api/v1/agents/${String(id)}/api-keys`, { name: 'key' }),
    await admin.post(`/api/v1/tools/${tool.id}/credentials`, {}),
    await admin.put(`/api/v1/tools/${tool.id}/secrets/key`, { value: 'a-secret-value', placement: 'bearer' }),
  ];
  expect(made.map(({ status }) => status)).toEqual([201, 201, 201, 201, 200]);
}

/** A login may ask for less than the agent holds: then the token tells. Whatever else was accepted is a raise. */
async function isRaised(token: string | undefined): Promise<boolean> {
  return token === undefined || (await admin.as(token).get('/api/v1/auth/me')).body.permissions.includes('*');
}

async function holderOf(role: string) {
  const agent = { name: `holder-${randomUUID()}`, type: 'user', roles: [role], password: PASSWORD };
  const { body } = await admin.post('/api/v1/agents', agent);
  const client = await new ApiClient(registry.url).login(body.name, PASSWORD);
  return { client, agentId: String(body.id), credentials: { username: String(body.name), password: PASSWORD } };
}

/** Who may do what. */
function rights(): Promise<unknown[]> {
  return query(
    registry.databaseUrl,
    `SELECT 'agent' AS of, name AS who, permissions::text AS what FROM agent
     UNION ALL SELECT 'role', name, permissions::text FROM role
     UNION ALL SELECT 'holder', agent_id::text, role_name FROM agent_role
     UNION ALL SELECT 'key', agent_id::text, permissions::text FROM api_key ORDER BY 1, 2, 3`,
  );
}

/** A fingerprint of each table. */
async function rows(): Promise<Record<string, string>> {
  const tables = await query<{ name: string }>(
    registry.databaseUrl,
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1`,
  );
  const told = tables.map((it) => it.name).filter((it) => !OBSERVING.includes(it));
  const prints = told.map(
    (it) =>
      `SELECT '${it}' AS name, md5(coalesce(string_agg(t::text, ';' ORDER BY t::text), '')) AS print FROM "${it}" t`,
  );
  const found = await query<{ name: string; print: string }>(registry.databaseUrl, prints.join(' UNION ALL '));
  return Object.fromEntries(found.map((it) => [it.name, it.print]));
}
