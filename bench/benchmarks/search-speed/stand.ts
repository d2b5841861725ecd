import { setTimeout as after } from 'node:timers/promises';
import { Pool } from 'pg';
import type { ServerProcess } from '../../process/server-process.js';
import type { Workspace } from '../../process/workspace.js';
import { Caller } from './caller.js';
import { type Registration, VISIBLE_TAG } from './catalogue.js';
import { timesOf } from './in-turn.js';

const PER_REQUEST = 200;
/** One makes the terms of its tools while those of the other are written. */
const STORERS = 2;
const PASSWORD = 'correct-horse-battery';
const OPEN_TO_ALL = 'Every agent may discover and describe tools';
/** What the registry tidies up once a minute is tidied up by then. */
const SETTLING_MS = 61_000;

/** A slow search is a figure, not a failure. */
const PATIENCE: Record<string, string> = {
  DATABASE_CONNECT_TIMEOUT_MS: '600000',
  DATABASE_STATEMENT_TIMEOUT_MS: '600000',
};

/** A registry with so many tools, on a database of its own. */
export interface Stand {
  readonly tools: number;
  readonly server: ServerProcess;
  readonly database: Pool;
  /** May discover every tool. */
  readonly admin: Caller;
  /** May discover one in ten. */
  readonly agent: Caller;
}

export const amongTools = ({ tools }: Pick<Stand, 'tools'>) => `among ${tools.toLocaleString('en')} tools`;

/** @param most how many callers ask the database at once. */
export async function openStand(workspace: Workspace, tools: number, most: number): Promise<Stand> {
  const name = `tools-${tools}`;
  const variables = { ...(await workspace.instanceVariables(name)), ...PATIENCE };
  const entry = 'bench/servers/search-stand.js';
  const server = await workspace.start({ entry, readyPath: '/health/ready', variables, underLoad: false, name });
  const database = new Pool({ connectionString: variables['DATABASE_URL'], max: most });
  const admin = await Caller.logIn(server.url, 'admin', workspace.adminPassword);
  return { tools, server, database, admin, agent: await newAgent(server.url, admin) };
}

/** Registers tools as anybody would. @returns how many seconds it took. */
export async function register({ admin }: Stand, tools: readonly Registration[]): Promise<number> {
  const started = performance.now();
  for (const batch of batchesOf(tools)) {
    const answer = await admin.post<{ refused: number }>('tools/bulk/create', { tools: batch });
    if (answer.refused > 0) throw new Error(`Refused: ${JSON.stringify(answer).slice(0, 2000)}`);
  }
  return (performance.now() - started) / 1000;
}

/**
 * Stores tools by the statements with which the registry stores and indexes them, without what else a registration is:
 * checks, events, audit and announcement, of which no search reads anything.
 */
export async function store({ admin }: Stand, tools: readonly Registration[]): Promise<void> {
  const { agentId: ownerId } = await admin.get<{ agentId: string }>('auth/me');
  const stored = batchesOf(tools).map((batch) => () => admin.post('/stock', { ownerId, tools: batch }));
  await timesOf(stored, STORERS);
}

/** Leaves the databases as they are once nobody changes them any more. */
export async function settle(stands: readonly Stand[]): Promise<void> {
  await after(SETTLING_MS);
  for (const { database } of stands) await database.query('VACUUM ANALYZE');
}

async function newAgent(url: string, admin: Caller): Promise<Caller> {
  const { data } = await admin.get<{ data: { id: string; name: string }[] }>('policies');
  for (const { id } of data.filter((it) => it.name === OPEN_TO_ALL)) await admin.send('DELETE', `policies/${id}`);
  const target = { tags: { only: [VISIBLE_TAG] }, actions: { only: ['discover'] } };
  const settings = { roles: 'any' };
  await admin.post('policies', { name: 'one in ten', kind: 'role_based', settings, effect: 'permit', target });
  await admin.post('agents', { name: 'seeker', type: 'service', roles: ['user'], password: PASSWORD });
  return Caller.logIn(url, 'seeker', PASSWORD);
}

function batchesOf<T>(items: readonly T[]): T[][] {
  const count = Math.ceil(items.length / PER_REQUEST);
  return Array.from({ length: count }, (_, index) => items.slice(index * PER_REQUEST, (index + 1) * PER_REQUEST));
}
