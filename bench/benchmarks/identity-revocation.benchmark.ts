import { atMost, type Benchmark, type BenchmarkResult, type Measurement, percentile } from '../benchmark.js';
import { residentMb } from '../process/process-usage.js';
import type { ServerProcess } from '../process/server-process.js';
import { Workspace } from '../process/workspace.js';
import { Instances, type Proof } from './revocation/instances.js';

const TRIALS = 200;
const WARM_UP_TRIALS = 2;

/** A proof that one instance has just accepted, and the change that ends it. */
interface Kind {
  readonly name: string;
  readonly prove: (instances: Instances) => Promise<Proof>;
  readonly end: (instances: Instances, proof: Proof) => Promise<void>;
}

const byPassword = (instances: Instances) => instances.logIn();

const KINDS: readonly Kind[] = [
  { name: 'log out', prove: byPassword, end: (it, { token }) => it.change('POST', 'auth/logout', { token }) },
  {
    name: 'revoke API key',
    prove: (it) => it.makeKey(),
    end: (it, { agentId, keyId }) => it.change('DELETE', `agents/${agentId}/api-keys/${keyId}`),
  },
  {
    name: 'disable agent',
    prove: byPassword,
    end: (it, { agentId }) => it.change('POST', `agents/${agentId}/disable`),
  },
  {
    name: 'change roles',
    prove: byPassword,
    end: (it, { agentId }) => it.change('PATCH', `agents/${agentId}`, { body: { roles: ['auditor'] } }),
  },
  {
    name: 'change password',
    prove: byPassword,
    end: (it, { agentId }) => it.change('PATCH', `agents/${agentId}`, { body: { password: 'another-horse-battery' } }),
  },
];

/** From the answer to a change on one instance to the first refusal on another. */
export const identityRevocation: Benchmark = {
  name: 'identity-revocation',
  description: 'From a revocation on one instance to the refusal on another.',

  async run(progress): Promise<BenchmarkResult> {
    const workspace = await Workspace.open();
    try {
      progress('starting two instances on one database');
      const variables = await workspace.instanceVariables('registry');
      const [one, other] = [await start(workspace, variables, 'one'), await start(workspace, variables, 'other')];
      const instances = await Instances.open(one.url, other.url, workspace.adminPassword);
      for (let trial = 0; trial < WARM_UP_TRIALS * KINDS.length; trial += 1) await measure(instances, trial);
      const delays = new Map<Kind, number[]>(KINDS.map((it) => [it, []]));
      for (let trial = 0; trial < TRIALS; trial += 1) {
        if (trial % 20 === 0) progress(`trial ${trial} of ${TRIALS}`);
        delays.get(kindOf(trial))?.push(await measure(instances, trial));
      }
      return resultOf(delays, residentMb(other.pid));
    } finally {
      await workspace.close();
    }
  },
};

function start(workspace: Workspace, variables: Record<string, string>, name: string): Promise<ServerProcess> {
  return workspace.start({ entry: 'src/main.js', readyPath: '/health/ready', variables, underLoad: false, name });
}

/** Milliseconds. */
async function measure(instances: Instances, trial: number): Promise<number> {
  const kind = kindOf(trial);
  const proof = await kind.prove(instances);
  await instances.requireAccepted(proof);
  const refused = instances.firstRefusal(proof);
  await kind.end(instances, proof);
  const ended = performance.now();
  return Math.max(0, (await refused) - ended);
}

const kindOf = (trial: number) => KINDS[trial % KINDS.length] as Kind;

function resultOf(delays: ReadonlyMap<Kind, readonly number[]>, memoryMb: number): BenchmarkResult {
  const measurements = [...delays].map(([{ name }, values]) => measurementOf(name, values, memoryMb));
  const all = [...delays.values()].flat();
  return {
    measurements: [...measurements, measurementOf('all', all, memoryMb)],
    bars: [atMost('ms from the change to the refusal on the other instance, p99', percentile(all, 99), 1000)],
    notes: [`${all.length} trials`],
  };
}

function measurementOf(name: string, values: readonly number[], memoryMb: number): Measurement {
  const of = (percent: number) => percentile(values, percent);
  return { case: name, p50Ms: of(50), p99Ms: of(99), maxMs: of(100), memoryMb };
}
