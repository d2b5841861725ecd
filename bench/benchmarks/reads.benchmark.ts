import { atMost, type Benchmark, type BenchmarkResult, type Measurement } from '../benchmark.js';
import { type HttpCase, measureCases } from '../http-cases.js';
import type { ServerProcess } from '../process/server-process.js';
import { Workspace } from '../process/workspace.js';
import { seedTools } from '../seed.js';

const TOOLS = 200;
const GET = 'get tool';
const SHELL = 'same shell, constant answer';
const BARE = 'bare Nest and Fastify';
const QUESTIONS = [
  'what will the weather be',
  'cancel a flight',
  'who is the customer',
  'approve payment',
  'where is my parcel',
];

/** Reading the catalogue, authenticated, beside a constant answer in the same shell. */
export const reads: Benchmark = {
  name: 'reads',
  description: 'Get, list and search tools, beside a constant answer in the same shell.',

  async run(progress): Promise<BenchmarkResult> {
    const workspace = await Workspace.open();
    try {
      const measurements = await measureCases(await prepare(workspace, progress), progress);
      return resultOf(measurements);
    } finally {
      await workspace.close();
    }
  },
};

async function prepare(workspace: Workspace, progress: (text: string) => void): Promise<HttpCase[]> {
  progress('starting the servers');
  const [registry, shell, bare] = [
    await start(workspace, 'src/main.js', await workspace.registryVariables('registry')),
    await start(workspace, 'bench/servers/same-shell.js', await workspace.registryVariables('shell')),
    await workspace.start({ entry: 'bench/servers/bare.js', readyPath: '/constant', variables: {}, underLoad: true }),
  ];
  progress(`registering ${TOOLS} tools`);
  const { token, toolIds } = await seedTools(registry.url, workspace.adminPassword, TOOLS);
  const headers = { authorization: `Bearer ${token}` };
  const searches = QUESTIONS.map((it) => `/api/v1/tools/search?q=${encodeURIComponent(it)}`);
  return [
    { name: GET, server: registry, paths: toolIds.map((it) => `/api/v1/tools/${it}`), headers },
    { name: 'list 20 tools', server: registry, paths: ['/api/v1/tools?limit=20'], headers },
    { name: 'search tools', server: registry, paths: searches, headers },
    { name: SHELL, server: shell, paths: ['/constant'] },
    { name: BARE, server: bare, paths: ['/constant'] },
  ];
}

function start(workspace: Workspace, entry: string, variables: Record<string, string>): Promise<ServerProcess> {
  return workspace.start({ entry, readyPath: '/health/ready', variables, underLoad: true });
}

function resultOf(measurements: readonly Measurement[]): BenchmarkResult {
  const cpu = (name: string) => measurements.find((it) => it.case === name)?.cpuMicrosPerRequest ?? NaN;
  return {
    measurements,
    bars: [atMost('CPU of get tool, in those of the same shell', cpu(GET) / cpu(SHELL), 1.4)],
    notes: [
      `get tool takes ${(cpu(GET) / cpu(BARE)).toFixed(2)} times the CPU of a bare route, the same shell ${(cpu(SHELL) / cpu(BARE)).toFixed(2)} times`,
    ],
  };
}
