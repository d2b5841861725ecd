import type { Client } from 'pg';
import { Keyring } from '../../../src/common/crypto/keyring.js';
import { newOpaqueToken } from '../../../src/common/crypto/opaque-token.js';
import { ask } from '../../ask.js';
import type { HttpCase } from '../../http-cases.js';
import { PUBLIC_HOST } from '../../process/workspace.js';
import type { ServerProcess } from '../../process/server-process.js';
import { storeUnder } from './copies.js';
import type { Market } from './market.js';

const TOKENS = 1000;
const USES = 1_000_000;

/** One credential that was vended, and the grounds that it was vended on, as they are asked for again. */
const SAMPLE = `
  SELECT to_jsonb(c) AS credential, agent.token_epoch AS epoch,
         (SELECT jsonb_agg(jsonb_build_object('policyId', id, 'revision', revision)) FROM policy
          WHERE id = ANY (c.policy_ids)) AS policies
  FROM credential c JOIN agent ON agent.id = c.agent_id WHERE c.id = $1`;

export interface Setting {
  readonly market: Market;
  readonly server: ServerProcess;
  readonly database: Client;
  /** What is stored under the current one is kept in memory, what is stored under the previous one is not. */
  readonly currentKey: Buffer;
  readonly previousKey: Buffer;
}

export interface CredentialCases {
  readonly cases: readonly HttpCase[];
  /** A credential to make others of. */
  readonly sampleId: string;
}

/** The routes of credentials, and beside them those that only run their statements. */
export async function casesOf(setting: Setting): Promise<CredentialCases> {
  const { market, server, database, currentKey, previousKey } = setting;
  const holder = await market.newHolder();
  const { id: sampleId } = await market.vend(holder, { ttlSeconds: 3600 });
  await showSample(server.url, database, sampleId);
  const store = (key: Buffer, uses: number | null) => storeTokens(database, sampleId, key, uses);
  const [cached, uncached, limited] = [
    await store(currentKey, null),
    await store(previousKey, null),
    await store(currentKey, USES),
  ];
  const post = (name: string, path: string, token: string, bodies: readonly object[]): HttpCase => ({
    ...{ name, server, paths: [path], bodies: bodies.map((it) => JSON.stringify(it)) },
    headers: { Host: PUBLIC_HOST, ...(token && { Authorization: `Bearer ${token}` }) },
  });
  const validate = (name: string, { tokens }: Stored) =>
    post(name, '/api/v1/credentials/validate', market.adminToken, tokens);
  const cases = [
    post('vend', `/api/v1/tools/${market.toolId}/credentials`, holder.accessToken, [{}]),
    post('statements of vend', '/statements/vend', '', [{}]),
    validate('validate, cached', cached),
    validate('validate, uncached', uncached),
    post('statement of validate', '/statements/validate', '', uncached.hmacs),
    validate('validate, limited use', limited),
    post('statement of validate, limited use', '/statements/validate', '', limited.hmacs),
  ];
  return { cases, sampleId };
}

interface Stored {
  readonly tokens: readonly { readonly token: string }[];
  readonly hmacs: readonly { readonly hmac: string }[];
}

async function storeTokens(database: Client, sampleId: string, key: Buffer, uses: number | null): Promise<Stored> {
  const keyring = new Keyring(key);
  const tokens = Array.from({ length: TOKENS }, () => newOpaqueToken('trc_'));
  const hmacs = tokens.map((it) => keyring.hmac('credential-token', it));
  await storeUnder(database, sampleId, hmacs, uses);
  return {
    tokens: tokens.map((token) => ({ token })),
    hmacs: hmacs.map((it) => ({ hmac: it.toString('hex') })),
  };
}

async function showSample(url: string, database: Client, sampleId: string): Promise<void> {
  interface Row {
    readonly credential: Readonly<Record<string, unknown>>;
    readonly epoch: number;
    readonly policies: readonly object[];
  }
  const { rows } = await database.query<Row>(SAMPLE, [sampleId]);
  const { credential = {}, epoch, policies } = rows[0] as Row;
  const members = Object.entries(credential).map(([name, value]) => [camelCase(name), value]);
  const grounds = { agents: [{ sub: credential['agent_id'], epoch }], policies };
  const body = { credential: Object.fromEntries(members) as object, grounds };
  const { status } = await ask(`${url}/statements/sample`, { method: 'POST', headers: { host: PUBLIC_HOST }, body });
  if (status !== 201) throw new Error(`The sample was answered ${status}`);
}

const camelCase = (name: string) => name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
