import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the proof rests on with which a credential was vended: it ends with any of it. */
export class CredentialBasis1763800000017 implements MigrationInterface {
  readonly name = 'CredentialBasis1763800000017';

  /** Nobody knows on what earlier credentials rest: they end. */
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      UPDATE credential SET revoked_at = now(), revoke_reason = 'proof_unknown'
      WHERE revoked_at IS NULL AND expires_at > now();

      ALTER TABLE credential
        ADD COLUMN basis text[] NOT NULL DEFAULT '{}',
        ADD COLUMN actors uuid[] NOT NULL DEFAULT '{}',
        ADD COLUMN addresses text[];
      ALTER TABLE credential ALTER COLUMN basis DROP DEFAULT, ALTER COLUMN actors DROP DEFAULT;

      CREATE INDEX credential_basis_idx ON credential USING gin (basis);
      CREATE INDEX credential_actors_idx ON credential USING gin (actors);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE credential DROP COLUMN basis, DROP COLUMN actors, DROP COLUMN addresses');
  }
}
