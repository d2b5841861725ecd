import { spawnSync } from 'node:child_process';

/** Whether Prometheus' own checker is installed (Debian: `prometheus`). With TEST_STRICT=1 it has to be. */
export function hasPromtool(): boolean {
  const installed = spawnSync('promtool', ['--version']).error === undefined;
  if (!installed && process.env['TEST_STRICT'] === '1')
    throw new Error('promtool is not installed, and TEST_STRICT=1 allows no skip');
  return installed;
}

/** What promtool finds wrong with an exposition; empty when nothing. */
export function promtoolFindings(exposition: string): string {
  const { stdout, stderr } = spawnSync('promtool', ['check', 'metrics'], { input: exposition, encoding: 'utf8' });
  return stdout + stderr;
}
