import type { Client } from 'pg';

/** Expressions by the names of columns. Whatever is not named is as it is in the original. */
type Columns = Readonly<Record<string, string>>;

/** HMACs of no token that anybody has, in their order: indexes take rows faster that come so. */
const STRAY = `(
  SELECT hmac, row_number() OVER () AS n
  FROM (SELECT sha256(gen_random_uuid()::text::bytea) AS hmac FROM generate_series(1, $2::integer) ORDER BY hmac) AS sorted
) AS given`;

const COPY = {
  /** Sorts before all ids that the registry makes. */
  id: "(lpad(to_hex(n), 8, '0') || substr(gen_random_uuid()::text, 9))::uuid",
  token_hmac: 'hmac',
  accessor_hmac: 'hmac',
};

/** Stores a credential so many times more, each a row of its own under an HMAC of no token. */
export function storeCopies(database: Client, credentialId: string, count: number): Promise<void> {
  return store(database, STRAY, COPY, [credentialId, count]);
}

/** Stores it so many times more, ended so long ago that it is to be deleted. */
export function storeEnded(database: Client, credentialId: string, count: number): Promise<void> {
  const times = {
    issued_at: "now() - interval '11 years'",
    expires_at: "now() - interval '11 years' + n * interval '1 second'",
  };
  return store(database, STRAY, { ...COPY, ...times }, [credentialId, count]);
}

/** Stores it once more under each of these ids. The HMAC of its token is the SHA-256 of its id. */
export function storeAs(database: Client, credentialId: string, ids: readonly string[]): Promise<void> {
  const hmac = 'sha256(given::text::bytea)';
  const members = { id: 'given', token_hmac: hmac, accessor_hmac: hmac };
  return store(database, 'unnest($2::uuid[]) AS given', members, [credentialId, ids]);
}

/** Stores it once more under each of these HMACs. @param uses null: not counted. */
export function storeUnder(
  database: Client,
  credentialId: string,
  hmacs: readonly Buffer[],
  uses: number | null,
): Promise<void> {
  const members = { ...COPY, max_uses: '$3::integer', uses_left: '$3::integer' };
  const rows = 'unnest($2::bytea[]) WITH ORDINALITY AS given(hmac, n)';
  return store(database, rows, members, [credentialId, hmacs, uses]);
}

async function store(database: Client, rows: string, members: Columns, values: readonly unknown[]): Promise<void> {
  const { fields } = await database.query('SELECT * FROM credential LIMIT 0');
  const names = fields.map(({ name }) => name);
  const expressions = names.map((it) => members[it] ?? `original.${it}`);
  await database.query(
    `INSERT INTO credential (${names.join(', ')})
     SELECT ${expressions.join(', ')} FROM credential AS original, ${rows} WHERE original.id = $1`,
    [...values],
  );
}
