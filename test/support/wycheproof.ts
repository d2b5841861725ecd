import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JWK } from 'jose';

/** One signature of Project Wycheproof: a JWS, the key to verify it by, and whether it should be accepted. */
export interface JwsVector {
  readonly id: number;
  readonly comment: string;
  readonly key: JWK;
  readonly jws: string;
  readonly valid: boolean;
}

interface VectorFile {
  readonly testGroups: readonly {
    readonly public: JWK;
    readonly tests: readonly { readonly tcId: number; comment: string; jws: unknown; result: string }[];
  }[];
}

const FILE =
  process.env['WYCHEPROOF_JWS'] ?? join(import.meta.dirname, '../../../shared/data/wycheproof/jws_public_key.json');

/** The vectors of the file named by WYCHEPROOF_JWS; undefined where there is none. */
export function jwsVectors(): readonly JwsVector[] | undefined {
  if (!existsSync(FILE)) return undefined;
  const { testGroups } = JSON.parse(readFileSync(FILE, 'utf8')) as VectorFile;
  return testGroups.flatMap(({ public: key, tests }) =>
    tests.map(({ tcId: id, comment, jws, result }) => {
      const text = typeof jws === 'string' ? jws : JSON.stringify(jws);
      return { id, comment, key, jws: text, valid: result === 'valid' };
    }),
  );
}
