import type { Client } from 'pg';

/** HMACs of no token that anybody has. */
const STRAY = 'sha256(gen_random_uuid()::text::bytea)';

/** Ids that sort before all that the registry makes, in the order of their making. */
const EARLY_ID = "(lpad(to_hex(n), 8, '0') || substr(gen_random_uuid()::text, 9))::uuid";

const copies = (rows: string, members: Readonly<Record<string, string>>) => `
  INSERT INTO credential
  SELECT (jsonb_populate_record(original, jsonb_build_object(
    ${Object.entries({ accessor_hmac: STRAY, ...members })
      .map(([name, value]) => `'${name}', ${value}`)
      .join(', ')}))).*
  FROM credential AS original, ${rows} WHERE original.id = $1`;

const COUNTED = 'generate_series(1, $2::integer) AS n';
const COPY = copies(COUNTED, { id: EARLY_ID, token_hmac: STRAY });
const COPY_ENDED = copies(COUNTED, {
  ...{ id: EARLY_ID, token_hmac: STRAY },
  ...{ issued_at: "now() - interval '11 years'", expires_at: "now() - interval '11 years' + n * interval '1 second'" },
});
const COPY_AS = copies('unnest($2::uuid[]) AS given', { id: 'given', token_hmac: 'sha256(given::text::bytea)' });
const COPY_UNDER = copies('unnest($2::bytea[]) WITH ORDINALITY AS given(hmac, n)', {
  ...{ id: EARLY_ID, token_hmac: 'hmac' },
  ...{ max_uses: '$3::integer', uses_left: '$3::integer' },
});

/** Stores a credential so many times more, each a row of its own under an HMAC of no token. */
export async function storeCopies(database: Client, credentialId: string, count: number): Promise<void> {
  await database.query(COPY, [credentialId, count]);
}

/** Stores it so many times more, ended so long ago that it is to be deleted. */
export async function storeEnded(database: Client, credentialId: string, count: number): Promise<void> {
  await database.query(COPY_ENDED, [credentialId, count]);
}

/** Stores it once more under each of these ids. The HMAC of its token is the SHA-256 of its id. */
export async function storeAs(database: Client, credentialId: string, ids: readonly string[]): Promise<void> {
  await database.query(COPY_AS, [credentialId, ids]);
}

/** Stores it once more under each of these HMACs. @param uses null: not counted. */
export async function storeUnder(
  database: Client,
  credentialId: string,
  hmacs: readonly Buffer[],
  uses: number | null,
): Promise<void> {
  await database.query(COPY_UNDER, [credentialId, hmacs, uses]);
}
