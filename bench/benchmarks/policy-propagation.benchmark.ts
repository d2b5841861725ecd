import { atMost, type Benchmark, type BenchmarkResult, percentile } from '../benchmark.js';
import { ask } from '../ask.js';
import { residentMb } from '../process/process-usage.js';
import { PUBLIC_HOST, Workspace } from '../process/workspace.js';

const TRIALS = 200;
const WARM_UP_TRIALS = 5;

interface Fleet {
  /** Where policies are changed, and where decisions are asked for. */
  readonly one: string;
  readonly other: string;
  readonly token: string;
  readonly toolId: string;
}

/** From the answer to a change of policies on one instance to the first decision by it on another. */
export const policyPropagation: Benchmark = {
  name: 'policy-propagation',
  description: 'From a change of policies on one instance to the decision on another.',

  async run(progress): Promise<BenchmarkResult> {
    const workspace = await Workspace.open();
    try {
      progress('starting two instances on one database');
      const variables = await workspace.instanceVariables('registry');
      const start = (name: string) =>
        workspace.start({ entry: 'src/main.js', readyPath: '/health/ready', variables, underLoad: false, name });
      const [one, other] = [await start('one'), await start('other')];
      const fleet = await prepare(one.url, other.url, workspace.adminPassword);
      for (let trial = 0; trial < WARM_UP_TRIALS; trial += 1) await measure(fleet);
      const delays: number[] = [];
      for (let trial = 0; trial < TRIALS; trial += 1) {
        if (trial % 20 === 0) progress(`trial ${trial} of ${TRIALS}`);
        delays.push(...(await measure(fleet)));
      }
      return resultOf(delays, residentMb(other.pid));
    } finally {
      await workspace.close();
    }
  },
};

async function prepare(one: string, other: string, password: string): Promise<Fleet> {
  const login = { method: 'password', credentials: { username: 'admin', password } };
  const { accessToken: token } = await send<{ accessToken: string }>({ one }, 'POST', 'auth/token', login);
  const tool = {
    name: 'forecast',
    description: 'Tells the weather.',
    type: 'http',
    endpoint: 'https://api.example.com',
  };
  const body = { ...tool, settings: { method: 'POST' }, inputSchema: { type: 'object' } };
  const { id: toolId } = await send<{ id: string }>({ one, token }, 'POST', 'tools', body);
  return { one, other, token, toolId };
}

/** A policy that forbids is made, and taken away: milliseconds until each is in force. */
async function measure(fleet: Fleet): Promise<number[]> {
  const target = { tools: { only: [fleet.toolId] }, actions: { only: ['invoke'] } };
  const policy = { name: 'forbidden', kind: 'role_based', settings: { roles: 'any' }, effect: 'deny', target };
  const made = await timed(fleet, false, () => send<{ id: string }>(fleet, 'POST', 'policies', policy));
  const gone = await timed(fleet, true, () => send(fleet, 'DELETE', `policies/${made.answer.id}`));
  return [made.delay, gone.delay];
}

async function timed<T>(fleet: Fleet, allowed: boolean, change: () => Promise<T>) {
  const decided = firstDecision(fleet, allowed);
  const answer = await change();
  const changed = performance.now();
  return { answer, delay: Math.max(0, (await decided) - changed) };
}

/** Asks the other instance again and again what it would decide. */
async function firstDecision({ other, token, toolId }: Fleet, allowed: boolean): Promise<number> {
  const me = await ask<{ agentId: string }>(`${other}/api/v1/auth/me`, { token, headers: { host: PUBLIC_HOST } });
  const body = { agentId: me.body.agentId, toolId, action: 'invoke' };
  for (;;) {
    const question = { method: 'POST', token, headers: { host: PUBLIC_HOST }, body };
    const reply = await ask<{ allowed: boolean }>(`${other}/api/v1/policies/evaluate`, question);
    if (reply.status !== 200) throw new Error(`A decision was answered ${reply.status}`);
    if (reply.body.allowed === allowed) return performance.now();
  }
}

type Caller = Pick<Fleet, 'one'> & { readonly token?: string };

async function send<T>({ one, token }: Caller, method: string, path: string, body?: object): Promise<T> {
  const headers = { host: PUBLIC_HOST, 'if-match': '*' };
  const reply = await ask<T>(`${one}/api/v1/${path}`, {
    method,
    headers,
    ...(token !== undefined && { token }),
    ...(body && { body }),
  });
  if (reply.status >= 300) throw new Error(`${method} ${path} was answered ${reply.status}`);
  return reply.body;
}

function resultOf(delays: readonly number[], memoryMb: number): BenchmarkResult {
  const [p50Ms, p99Ms, maxMs] = [50, 99, 100].map((it) => percentile(delays, it)) as [number, number, number];
  return {
    measurements: [{ case: 'policy made or deleted', p50Ms, p99Ms, maxMs, memoryMb }],
    bars: [atMost('ms from the change to the decision on the other instance, p99', p99Ms, 1000)],
    notes: [`${delays.length} changes in ${TRIALS} trials`],
  };
}
