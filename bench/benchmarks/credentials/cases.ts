import type { HttpCase } from '../../http-cases.js';
import { PUBLIC_HOST } from '../../process/workspace.js';
import type { Subject } from '../../servers/refilled-values.js';
import type { Stand } from './stand.js';

/** One kind of request, and that of which nothing is left but its statements. */
export interface Pair {
  readonly name: string;
  readonly request: HttpCase;
  /** Absent: it has none, and is compared with those of another. */
  readonly statements?: HttpCase;
  /** What the requests are about, in their order. */
  readonly subjects: readonly Subject[];
}

interface Kind extends Pick<Pair, 'name' | 'subjects'> {
  /** Of the holder, else of the administrator. */
  readonly byHolder?: boolean;
  readonly paths: readonly string[];
  readonly bodies: readonly object[];
  readonly before?: () => Promise<void>;
}

/** Asks the database nothing once its tokens are known. */
export const CACHED = 'validate, cached';

/** The routes of credentials, and beside them those that only run their statements. */
export function pairsOf(stand: Stand): Pair[] {
  return kindsOf(stand).map((it) => pairOf(it, stand));
}

function kindsOf({ market, stock, tokens }: Stand): Kind[] {
  const validate = (name: string, { tokens: bodies, subjects }: Stand['tokens']['cached']) => ({
    ...{ name, paths: ['/api/v1/credentials/validate'], bodies, subjects },
  });
  const { renewed, revoked } = stock;
  const vendPath = `/api/v1/tools/${market.toolId}/credentials`;
  const clear = () => stock.clear();
  const restock = () => stock.restock();
  return [
    { name: 'vend', byHolder: true, paths: [vendPath], bodies: [{}], subjects: [{}], before: clear },
    validate(CACHED, tokens.cached),
    validate('validate, uncached', tokens.uncached),
    validate('validate, limited use', tokens.limited),
    {
      ...{ name: 'renew', byHolder: true, subjects: renewed },
      ...{ paths: renewed.map(({ id }) => `/api/v1/credentials/${id}/renew`), bodies: renewed.map(() => ({})) },
    },
    {
      ...{ name: 'revoke', byHolder: true, subjects: revoked, before: restock },
      ...{ paths: ['/api/v1/credentials/revoke'], bodies: revoked.map(({ id }) => ({ id })) },
    },
  ];
}

function pairOf({ name, byHolder = false, paths, bodies, subjects, before }: Kind, stand: Stand): Pair {
  const { server, market, holder, name: stored } = stand;
  const texts = (all: readonly object[]) => all.map((it) => JSON.stringify(it));
  const request: HttpCase = {
    ...{ name: `${name}, among ${stored}`, server, paths, bodies: texts(bodies), ...(before && { before }) },
    headers: { Host: PUBLIC_HOST, Authorization: `Bearer ${byHolder ? holder.accessToken : market.adminToken}` },
  };
  if (name === CACHED) return { name, request, subjects };
  const statements: HttpCase = {
    ...request,
    ...{ name: `statements of ${name}, among ${stored}`, bodies: texts(subjects), headers: { Host: PUBLIC_HOST } },
    paths: [`/statements/ask/${encodeURIComponent(name)}`],
  };
  return { name, request, statements, subjects };
}
