import { Client } from 'pg';
import type { Keyring } from '../common/crypto/keyring.js';
import { StartError } from '../common/errors/start-error.js';

/**
 * The first start leaves a value that only its master key yields; later starts must yield the same.
 *
 * @throws StartError under another master key: what is sealed in this database could not be opened.
 */
export async function checkInstallation(url: string, keyring: Keyring): Promise<void> {
  const check = keyring.hmac('installation-check', 'genai-tool-registry');
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('INSERT INTO "installation" ("master_key_check") VALUES ($1) ON CONFLICT DO NOTHING', [check]);
    const { rows } = await client.query<{ matches: boolean }>(
      'SELECT "master_key_check" = $1 AS "matches" FROM "installation"',
      [check],
    );
    if (!rows[0]?.matches) {
      throw new StartError(
        'MASTER_KEY is not the one under which this database was first started (see master.key in DATA_DIR).',
      );
    }
  } finally {
    await client.end();
  }
}
