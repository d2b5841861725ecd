import { Client } from 'pg';
import type { Keyring } from '../common/crypto/keyring.js';
import { StartError } from '../common/errors/start-error.js';

export const INSTALLATION_CHECK = 'master_key_check';

const PURPOSE = 'installation-check';
const TEXT = 'genai-tool-registry';

/** What only the current master key yields. */
export const installationCheck = (keyring: Keyring): Buffer => keyring.hmac(PURPOSE, TEXT);

/**
 * The first start leaves a value that only its master key yields; later starts must yield the same from a key they know.
 *
 * The value changes when nothing is sealed under a previous key any more, so none can be left out too early.
 *
 * @throws StartError when no known master key yields it: what is sealed in this database could not be opened.
 */
export async function checkInstallation(url: string, keyring: Keyring): Promise<void> {
  const check = installationCheck(keyring);
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('INSERT INTO "installation" ("master_key_check") VALUES ($1) ON CONFLICT DO NOTHING', [check]);
    const { rows } = await client.query<{ matches: boolean }>(
      'SELECT "master_key_check" = ANY ($1::bytea[]) AS "matches" FROM "installation"',
      [keyring.hmacs(PURPOSE, TEXT)],
    );
    if (!rows[0]?.matches) {
      throw new StartError(
        'MASTER_KEY is not the one under which this database is sealed (see master.key in DATA_DIR), and MASTER_KEYS_PREVIOUS does not have that one either.',
      );
    }
  } finally {
    await client.end();
  }
}
