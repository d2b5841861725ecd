import { atMost, type Benchmark, type BenchmarkResult, type Measurement } from '../benchmark.js';
import { measureCases } from '../http-cases.js';
import { Workspace } from '../process/workspace.js';
import { logInAsAdmin } from '../seed.js';

const ME = 'who am I, by access token';
const SHELL = 'same shell, public';

/** What it costs to know who is calling: an authenticated answer beside a public one of the same server. */
export const auth: Benchmark = {
  name: 'auth',
  description: 'An authenticated answer, beside a public one in the same shell.',

  async run(progress): Promise<BenchmarkResult> {
    const workspace = await Workspace.open();
    try {
      progress('starting the server');
      const variables = await workspace.registryVariables('shell');
      const entry = 'bench/servers/same-shell.js';
      const server = await workspace.start({ entry, readyPath: '/health/ready', variables, underLoad: true });
      const token = await logInAsAdmin(server.url, workspace.adminPassword);
      const headers = { authorization: `Bearer ${token}` };
      const cases = [
        { name: ME, server, paths: ['/api/v1/auth/me'], headers },
        { name: SHELL, server, paths: ['/constant'] },
      ];
      return resultOf(await measureCases(cases, progress));
    } finally {
      await workspace.close();
    }
  },
};

function resultOf(measurements: readonly Measurement[]): BenchmarkResult {
  const cpu = (name: string) => measurements.find((it) => it.case === name)?.cpuMicrosPerRequest ?? NaN;
  return {
    measurements,
    bars: [atMost('CPU of an authenticated answer, in those of a public one', cpu(ME) / cpu(SHELL), 1.3)],
    notes: [`knowing who is calling takes ${(cpu(ME) - cpu(SHELL)).toFixed(1)} µs of CPU`],
  };
}
