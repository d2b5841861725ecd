import type { Environment } from './environment.js';

const WELL_KNOWN = /^(.)\1*$|password|passwort|postgres|changeme|change-me|secret|letmein|qwerty|admin|example|12345/i;

/** Distinct ones; a random value has more. */
const FEWEST_CHARACTERS = 8;
const FEWEST_BYTES = 16;

export interface ProductionProblem {
  readonly name: string;
  readonly problem: string;
}

/** What production refuses, a sentence each; never a value. */
export function productionProblems(environment: Environment): ProductionProblem[] {
  return [
    ...missing(environment),
    ...weak('ADMIN_PASSWORD', environment.ADMIN_PASSWORD),
    ...weak('METRICS_TOKEN', environment.METRICS_TOKEN),
    ...weakKey('MASTER_KEY', environment.MASTER_KEY),
    ...weakDatabasePassword('DATABASE_URL', environment.DATABASE_URL),
  ];
}

function missing(environment: Environment): ProductionProblem[] {
  const reasons = {
    DATABASE_URL: 'the embedded database is for development',
    PUBLIC_URL: 'tokens and links need the address that callers use',
    MASTER_KEY: 'every instance needs the same key',
    ADMIN_PASSWORD: 'a printed password does not belong in a log',
    METRICS_TOKEN: 'metrics must not be open',
  };
  return Object.entries(reasons)
    .filter(([name]) => environment[name as keyof Environment] === undefined)
    .filter(([name]) => name !== 'MASTER_KEY' || environment.MASTER_KEY_VAULT_PATH === undefined)
    .map(([name, reason]) => ({ name, problem: `${name} is missing: ${reason}` }));
}

function weak(name: string, value: string | undefined): ProductionProblem[] {
  if (value === undefined) return [];
  const isWeak = WELL_KNOWN.test(value) || new Set(value).size < FEWEST_CHARACTERS;
  return isWeak ? [{ name, problem: `${name} is too easy to guess` }] : [];
}

function weakKey(name: string, value: string | undefined): ProductionProblem[] {
  if (value === undefined) return [];
  const isWeak = new Set(Buffer.from(value, 'base64')).size < FEWEST_BYTES;
  return isWeak ? [{ name, problem: `${name} is not random` }] : [];
}

/** None at all is fine: the server may know us by a certificate or by our address. */
function weakDatabasePassword(name: string, url: string | undefined): ProductionProblem[] {
  if (url === undefined || !URL.canParse(url)) return [];
  const { username, password } = new URL(url);
  const isWeak = password !== '' && (WELL_KNOWN.test(password) || password === username);
  return isWeak ? [{ name, problem: `${name} has a password that is too easy to guess` }] : [];
}
