import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Signing keys that are rotated: one is next, and what is retired has an end and no private key any more. */
export class SigningKeys1763800000011 implements MigrationInterface {
  readonly name = 'SigningKeys1763800000011';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DELETE FROM signing_key WHERE status <> 'current';
      ALTER TABLE signing_key
        ADD COLUMN since timestamptz,
        ADD COLUMN expires_at timestamptz,
        ALTER COLUMN sealed_private_key DROP NOT NULL,
        ADD CONSTRAINT signing_key_retired_check CHECK (
          (status = 'retired') = (expires_at IS NOT NULL) AND (status = 'retired') = (sealed_private_key IS NULL)
        );
      UPDATE signing_key SET since = created_at;
      ALTER TABLE signing_key
        ALTER COLUMN since SET NOT NULL,
        DROP COLUMN created_at,
        DROP COLUMN retired_at;
      CREATE UNIQUE INDEX signing_key_one_next_key ON signing_key (status) WHERE status = 'next';
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DELETE FROM signing_key WHERE status <> 'current';
      DROP INDEX signing_key_one_next_key;
      ALTER TABLE signing_key
        ADD COLUMN created_at timestamptz,
        ADD COLUMN retired_at timestamptz,
        DROP CONSTRAINT signing_key_retired_check,
        ALTER COLUMN sealed_private_key SET NOT NULL;
      UPDATE signing_key SET created_at = since;
      ALTER TABLE signing_key
        ALTER COLUMN created_at SET NOT NULL,
        DROP COLUMN since,
        DROP COLUMN expires_at;
    `);
  }
}
