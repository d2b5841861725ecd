import type { Environment } from './environment.js';

const WELL_KNOWN = /^(.)\1*$|password|passwort|changeme|change-me|secret|letmein|qwerty|admin|example|12345/i;

/** What production refuses, a sentence each; never a value. */
export function productionProblems(environment: Environment): string[] {
  return [
    ...required(environment),
    ...weak('ADMIN_PASSWORD', environment.ADMIN_PASSWORD, 8),
    ...weak('METRICS_TOKEN', environment.METRICS_TOKEN, 8),
    ...weakKey(environment.MASTER_KEY),
  ];
}

function required(environment: Environment): string[] {
  const reasons = {
    DATABASE_URL: 'the embedded database is for development',
    PUBLIC_URL: 'tokens and links need the address that callers use',
    MASTER_KEY: 'every instance needs the same key',
    ADMIN_PASSWORD: 'a printed password does not belong in a log',
    METRICS_TOKEN: 'metrics must not be open',
  };
  return Object.entries(reasons)
    .filter(([name]) => !environment[name as keyof Environment])
    .map(([name, reason]) => `${name} is missing: ${reason}`);
}

function weak(name: string, value: string | undefined, distinct: number): string[] {
  if (value === undefined) return [];
  const isWeak = WELL_KNOWN.test(value) || new Set(value).size < distinct;
  return isWeak ? [`${name} is too easy to guess`] : [];
}

function weakKey(value: string | undefined): string[] {
  if (value === undefined) return [];
  return new Set(Buffer.from(value, 'base64')).size < 16 ? ['MASTER_KEY is not random'] : [];
}
