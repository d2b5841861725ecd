import type { Client } from 'pg';

const copies = (members: string, rows: string) => `
  INSERT INTO credential
  SELECT (jsonb_populate_record(original, jsonb_build_object(
    'id', gen_random_uuid(), 'accessor_hmac', sha256(gen_random_uuid()::text::bytea), ${members}))).*
  FROM credential AS original, ${rows} WHERE original.id = $1`;

const COPY = copies("'token_hmac', sha256(gen_random_uuid()::text::bytea)", 'generate_series(1, $2::integer)');
const COPY_AS = copies(
  "'token_hmac', hmac, 'max_uses', $3::integer, 'uses_left', $3::integer",
  'unnest($2::bytea[]) AS hmac',
);

/** Stores a credential so many times more, each a row of its own under an HMAC of no token. */
export async function storeCopies(database: Client, credentialId: string, count: number): Promise<void> {
  await database.query(COPY, [credentialId, count]);
}

/** Stores a credential once more under each of these HMACs. @param uses null: not counted. */
export async function storeUnder(
  database: Client,
  credentialId: string,
  hmacs: readonly Buffer[],
  uses: number | null,
): Promise<void> {
  await database.query(COPY_AS, [credentialId, hmacs, uses]);
}
