import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Credentials as leases: renewable, delegated, bound to a key and an audience, opaque or signed. */
export class CredentialLeases1763800000026 implements MigrationInterface {
  readonly name = 'CredentialLeases1763800000026';

  /** Nobody was given the accessor of an earlier credential, so theirs is of random bytes. */
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE credential
        ADD COLUMN format text NOT NULL DEFAULT 'opaque'
          CONSTRAINT credential_format_check CHECK (format IN ('opaque', 'jwt')),
        ADD COLUMN accessor_hmac bytea NOT NULL DEFAULT sha256(gen_random_uuid()::text::bytea),
        ADD COLUMN audience text,
        ADD COLUMN bound_key text,
        ADD COLUMN renewable boolean NOT NULL DEFAULT false,
        ADD COLUMN renewed_at timestamptz,
        ADD COLUMN parent_id uuid CONSTRAINT credential_parent_fkey REFERENCES credential (id) ON DELETE CASCADE,
        ADD COLUMN root_id uuid CONSTRAINT credential_root_fkey REFERENCES credential (id) ON DELETE CASCADE,
        ADD COLUMN delegations integer NOT NULL DEFAULT 0
          CONSTRAINT credential_delegations_check CHECK (delegations >= 0),
        ALTER COLUMN token_hmac DROP NOT NULL,
        ADD CONSTRAINT credential_token_check CHECK ((format = 'opaque') = (token_hmac IS NOT NULL)),
        ADD CONSTRAINT credential_jwt_check CHECK (format = 'opaque' OR (max_uses IS NULL AND NOT renewable)),
        ADD CONSTRAINT credential_parent_check CHECK ((parent_id IS NULL) = (root_id IS NULL)),
        ADD CONSTRAINT credential_accessor_hmac_key UNIQUE (accessor_hmac);
      ALTER TABLE credential
        ALTER COLUMN format DROP DEFAULT,
        ALTER COLUMN accessor_hmac DROP DEFAULT,
        ALTER COLUMN renewable DROP DEFAULT,
        ALTER COLUMN delegations DROP DEFAULT;

      CREATE INDEX credential_parent_idx ON credential (parent_id) WHERE parent_id IS NOT NULL;
      CREATE INDEX credential_root_idx ON credential (root_id) WHERE root_id IS NOT NULL;
      CREATE INDEX credential_expires_at_idx ON credential (expires_at);
    `);
  }

  /** Signed credentials end: nothing could tell them apart. */
  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DELETE FROM credential WHERE format = 'jwt';
      DROP INDEX credential_expires_at_idx;
      ALTER TABLE credential
        DROP COLUMN format, DROP COLUMN accessor_hmac, DROP COLUMN audience, DROP COLUMN bound_key,
        DROP COLUMN renewable, DROP COLUMN renewed_at, DROP COLUMN parent_id, DROP COLUMN root_id,
        DROP COLUMN delegations,
        ALTER COLUMN token_hmac SET NOT NULL;
    `);
  }
}
