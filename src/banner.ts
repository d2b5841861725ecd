import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface BannerFacts {
  readonly url: string;
  readonly database: string;
  readonly limits: string;
  /** The administrator that this start made with a password of its own. */
  readonly administrator?: { readonly username: string; readonly password: string };
}

/** What a person wants to know once the registry listens. */
export function banner({ url, database, limits, administrator }: BannerFacts): string {
  const lines = {
    API: `${url}/api/v1`,
    Docs: `${url}/docs`,
    Database: database,
    Limits: limits,
    ...(administrator && { Login: `${administrator.username} / ${administrator.password}  (shown this once)` }),
  };
  const body = Object.entries(lines).map(([name, value]) => `  ${name.padEnd(10)}${value}`);
  return ['', `GenAI Tool Registry ${version()}`, ...body, '', ''].join('\n');
}

function version(): string {
  const file = readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8');
  return (JSON.parse(file) as { version: string }).version;
}
