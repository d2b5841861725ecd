import { startHttpUpstream, type UpstreamRequest } from './http-upstream.js';

export interface VaultServer {
  readonly url: string;
  readonly port: number;
  readonly token: string;
  /** What it was asked, the oldest first. */
  readonly requests: readonly UpstreamRequest[];
  /** Paths of secrets, each with a version that is not deleted. */
  readonly paths: () => string[];
  /** What it does instead of answering; `undefined`: it answers. */
  fail: 'sealed' | 'hang' | 'garbage' | undefined;
  /** How many wait at this moment, being left to hang. */
  readonly waiting: () => number;
  /** Deletes the newest version of a secret, as `vault kv delete` does: its metadata stay. */
  deleteVersion(path: string): void;
  close(): Promise<void>;
}

interface Version {
  readonly data: unknown;
  deletionTime: string;
}

type Reply = readonly [status: number, body?: unknown];

const TOKEN = 'hvs.a-token-of-the-tests';
const ABSENT: Reply = [404, { errors: [] }];

/** A server that speaks as much of Vault's KV version 2 API as the registry uses, mounted at `secret`. */
export async function startVaultServer(): Promise<VaultServer> {
  const secrets = new Map<string, Version[]>();
  let hanging = 0;
  const upstream = await startHttpUpstream((request, reply) => {
    if (server.fail === 'hang') {
      hanging += 1;
      return void reply.on('close', () => (hanging -= 1));
    }
    if (server.fail === 'garbage') return void reply.end('<html>');
    const [status, body] = server.fail === 'sealed' ? [503, { errors: ['Vault is sealed'] }] : answer(request, secrets);
    reply.statusCode = status;
    if (body !== undefined) reply.setHeader('content-type', 'application/json');
    reply.end(body === undefined ? undefined : JSON.stringify(body));
  });
  const server: VaultServer = {
    url: upstream.url,
    port: upstream.port,
    token: TOKEN,
    requests: upstream.requests,
    fail: undefined,
    waiting: () => hanging,
    paths: () => [...secrets].filter(([, it]) => it.at(-1)?.deletionTime === '').map(([path]) => path),
    deleteVersion: (path) => {
      const newest = secrets.get(path)?.at(-1);
      if (newest) newest.deletionTime = new Date().toISOString();
    },
    close: upstream.close,
  };
  return server;
}

function answer({ method, url, headers, body }: UpstreamRequest, secrets: Map<string, Version[]>): Reply {
  if (headers['x-vault-token'] !== TOKEN) return [403, { errors: ['permission denied'] }];
  const [, part, path] = /^\/v1\/secret\/(data|metadata)\/(.+)$/.exec(decodeURIComponent(url)) ?? [];
  if (!part || !path) return [404, { errors: [`no handler for route "${url}"`] }];
  if (part === 'metadata' && method === 'DELETE') {
    secrets.delete(path);
    return [204];
  }
  if (part === 'data' && method === 'POST') return write(path, body, secrets);
  if (part === 'data' && method === 'GET') return read(secrets.get(path));
  return [405, { errors: ['unsupported operation'] }];
}

function write(path: string, body: string, secrets: Map<string, Version[]>): Reply {
  const { data } = JSON.parse(body) as { data?: unknown };
  if (data === undefined) return [400, { errors: ['no data provided'] }];
  const versions = [...(secrets.get(path) ?? []), { data, deletionTime: '' }];
  secrets.set(path, versions);
  return [200, { data: metadataOf(versions) }];
}

function read(versions: Version[] | undefined): Reply {
  const newest = versions?.at(-1);
  if (!versions || !newest) return ABSENT;
  const isDeleted = newest.deletionTime !== '';
  const metadata = metadataOf(versions);
  return [isDeleted ? 404 : 200, { data: { data: isDeleted ? null : newest.data, metadata } }];
}

function metadataOf(versions: readonly Version[]) {
  const deletion_time = versions.at(-1)?.deletionTime ?? '';
  return { version: versions.length, created_time: '2026-01-01T00:00:00Z', deletion_time, destroyed: false };
}
