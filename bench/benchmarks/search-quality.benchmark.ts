import { ask } from '../ask.js';
import { atLeast, type Benchmark, type BenchmarkResult, percentile } from '../benchmark.js';
import { residentMb } from '../process/process-usage.js';
import { Workspace } from '../process/workspace.js';
import { logInAsAdmin } from '../seed.js';
import { qualityOf, type Ranked } from './search/retrieval-quality.js';
import { readSearchSet, registrationsOf, type SearchSet } from './search/search-set.js';

const PER_REQUEST = 200;

/** nDCG@10 in percent that is required of known sets, and what is aimed at. */
const BARS: Readonly<Record<string, { readonly required: number; readonly goal: number }>> = {
  metatool: { required: 63, goal: 66 },
  'seal-tools': { required: 94.5, goal: 95.5 },
  'azure-mcp': { required: 90, goal: 91 },
  'stable-toolbench': { required: 71.5, goal: 73.5 },
};

/** How well search finds the tools that are known to answer questions. */
export const searchQuality: Benchmark = {
  name: 'search-quality',
  description: 'Load the set in --data DIR and ask its questions.',

  async run(progress, { data }): Promise<BenchmarkResult> {
    if (data === undefined) throw new Error('Say which set: --data DIR');
    const set = await readSearchSet(data);
    const workspace = await Workspace.open();
    try {
      const variables = await workspace.registryVariables('registry');
      const entry = { entry: 'src/main.js', readyPath: '/health/ready', underLoad: false };
      const server = await workspace.start({ ...entry, variables });
      const token = await logInAsAdmin(server.url, workspace.adminPassword);
      progress(`registering ${set.tools.length} tools`);
      const names = await load(set, server.url, token);
      progress(`asking ${set.queries.length} questions`);
      return report(set, await askAll(set, names, server.url, token), residentMb(server.pid));
    } finally {
      await workspace.close();
    }
  },
};

/** @returns the ids of the set by the names they are registered with. */
async function load(set: SearchSet, url: string, token: string): Promise<Map<string, string>> {
  const items = registrationsOf(set);
  for (let from = 0; from < items.length; from += PER_REQUEST) {
    const body = { tools: items.slice(from, from + PER_REQUEST) };
    const target = `${url}/api/v1/tools/bulk/create`;
    const answer = await ask<{ refused?: number }>(target, { method: 'POST', token, body });
    if (answer.status >= 300 || answer.body.refused !== 0) {
      throw new Error(`${target} answered ${answer.status}: ${JSON.stringify(answer.body).slice(0, 2000)}`);
    }
  }
  return new Map(items.map((it, index) => [it.name, set.tools[index]?.id ?? '']));
}

interface Asked extends Ranked {
  readonly ms: number;
}

async function askAll(set: SearchSet, ids: Map<string, string>, url: string, token: string): Promise<Asked[]> {
  const asked: Asked[] = [];
  for (const { query, relevant } of set.queries) {
    const target = `${url}/api/v1/tools/search?limit=10&q=${encodeURIComponent(query)}`;
    const started = performance.now();
    const { status, body } = await ask<{ data: { name: string }[] }>(target, { token });
    if (status !== 200) throw new Error(`${target} answered ${status}: ${JSON.stringify(body)}`);
    const found = body.data.map((it) => ids.get(it.name) ?? '');
    asked.push({ found, relevant, ms: performance.now() - started });
  }
  return asked;
}

function report({ name, tools }: SearchSet, asked: readonly Asked[], memoryMb: number): BenchmarkResult {
  const quality = qualityOf(asked);
  const times = asked.map((it) => it.ms);
  const known = BARS[name];
  const empty = tools.filter((it) => !it.description?.trim()).length;
  return {
    measurements: [
      { case: `a question to ${name}`, p50Ms: percentile(times, 50), p99Ms: percentile(times, 99), memoryMb },
    ],
    bars: known ? [atLeast(`${name} nDCG@10 %`, quality.ndcg10, known.required)] : [],
    notes: [
      ...Object.entries(quality).map(([measure, value]) => `${measure} ${(value as number).toFixed(2)} %`),
      ...(known ? [`goal: nDCG@10 ${known.goal} %`] : []),
      ...(empty > 0 ? [`warning: ${empty} tools have no description`] : []),
    ],
  };
}
