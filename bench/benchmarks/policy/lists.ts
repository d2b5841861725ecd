import { ask } from '../../ask.js';
import type { Measurement } from '../../benchmark.js';
import { measureCases } from '../../http-cases.js';
import type { ServerProcess } from '../../process/server-process.js';
import { Workspace } from '../../process/workspace.js';
import { seedTools } from '../../seed.js';

const TOOLS = 200;
const POLICIES = 1000;
const UNDER_ONE = 'list 100 tools, administrator, one policy';
const UNDER_MANY = 'list 100 tools, agent, 1,000 policies';
const PASSWORD = 'correct-horse-battery';

export interface ListCosts {
  readonly measurements: readonly Measurement[];
  /** CPU under many policies, in that under one. */
  readonly ratio: number;
}

/** The same list of the same tools on two registries: one policy for an administrator, a thousand for an agent. */
export async function measureLists(progress: (text: string) => void): Promise<ListCosts> {
  const workspace = await Workspace.open();
  try {
    progress('starting two registries');
    const [one, many] = [await start(workspace, 'one'), await start(workspace, 'many')];
    const tokens = [await underOne(one, workspace.adminPassword), await underMany(many, workspace.adminPassword)];
    const caseOf = (name: string, server: ServerProcess, token = '') => ({
      ...{ name, server, paths: ['/api/v1/tools?limit=100'] },
      headers: { authorization: `Bearer ${token}` },
    });
    const cases = [caseOf(UNDER_ONE, one, tokens[0]), caseOf(UNDER_MANY, many, tokens[1])];
    const measurements = await measureCases(cases, progress);
    const [cpuOfOne = NaN, cpuOfMany = NaN] = measurements.map((it) => it.cpuMicrosPerRequest);
    return { measurements, ratio: cpuOfMany / cpuOfOne };
  } finally {
    await workspace.close();
  }
}

async function start(workspace: Workspace, name: string): Promise<ServerProcess> {
  const variables = await workspace.registryVariables(name);
  return workspace.start({ entry: 'src/main.js', readyPath: '/health/ready', variables, underLoad: true });
}

async function underOne({ url }: ServerProcess, adminPassword: string): Promise<string> {
  const { token } = await seedTools(url, adminPassword, TOOLS);
  const { body } = await ask<{ data: { id: string; name: string }[] }>(`${url}/api/v1/policies`, { token });
  const others = body.data.filter((it) => it.name !== 'Administrators may use every tool');
  for (const { id } of others) await send(url, `policies/${id}`, token, 'DELETE');
  return token;
}

/** Each policy is about a few tools, a tag or a role, as in a fleet that many teams share. */
async function underMany({ url }: ServerProcess, adminPassword: string): Promise<string> {
  const { token, toolIds } = await seedTools(url, adminPassword, TOOLS);
  for (let index = 0; index < POLICIES; index += 1) {
    await send(url, 'policies', token, 'POST', policyOf(index, toolIds));
  }
  await send(url, 'agents', token, 'POST', { name: 'lister', type: 'service', roles: ['user'], password: PASSWORD });
  const credentials = { username: 'lister', password: PASSWORD };
  const login = await send<{ accessToken: string }>(url, 'auth/token', token, 'POST', {
    method: 'password',
    credentials,
  });
  return login.accessToken;
}

function policyOf(index: number, toolIds: readonly string[]): object {
  const tools = { only: [toolIds[index % toolIds.length], toolIds[(index * 7) % toolIds.length]] };
  const actions = { only: ['discover'] };
  const shapes = [
    { effect: 'permit', settings: { roles: 'any' }, target: { tools, actions } },
    { effect: 'permit', settings: { roles: ['user'] }, target: { tags: { only: [`tag-${index}`] }, actions } },
    { effect: 'deny', settings: { roles: ['auditor'] }, target: { tools, actions } },
    { effect: 'require', settings: { roles: ['user', 'admin'] }, target: { tools, actions } },
  ];
  return { name: `policy ${index}`, kind: 'role_based', ...shapes[index % shapes.length] };
}

async function send<T>(url: string, path: string, token: string, method: string, body?: object): Promise<T> {
  const headers = { 'if-match': '*' };
  const reply = await ask<T>(`${url}/api/v1/${path}`, { method, token, headers, ...(body && { body }) });
  if (reply.status >= 300)
    throw new Error(`${method} ${path} was answered ${reply.status}: ${JSON.stringify(reply.body)}`);
  return reply.body;
}
