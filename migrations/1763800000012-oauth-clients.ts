import type { MigrationInterface, QueryRunner } from 'typeorm';

/** OAuth clients of agents, and the auth method that they log in by where the first start is over already. */
export class OAuthClients1763800000012 implements MigrationInterface {
  readonly name = 'OAuthClients1763800000012';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE oauth_client (
        id uuid CONSTRAINT oauth_client_pkey PRIMARY KEY,
        agent_id uuid NOT NULL CONSTRAINT oauth_client_agent_id_fkey REFERENCES agent ON DELETE CASCADE,
        name text NOT NULL,
        authentication text NOT NULL CONSTRAINT oauth_client_authentication_check
          CHECK (authentication IN ('client_secret', 'private_key_jwt')),
        secret_hmac bytea,
        secret_hint text,
        previous_hmac bytea,
        previous_ends_at timestamptz,
        jwks jsonb,
        permissions text[],
        allowed_addresses text[]
          CONSTRAINT oauth_client_allowed_addresses_check CHECK (cardinality(allowed_addresses) > 0),
        made_with text[] NOT NULL,
        token_epoch integer NOT NULL,
        revision integer NOT NULL,
        created_at timestamptz NOT NULL,
        expires_at timestamptz,
        revoked_at timestamptz,
        last_used_at timestamptz,
        CONSTRAINT oauth_client_proof_check CHECK (CASE authentication
          WHEN 'client_secret' THEN secret_hmac IS NOT NULL AND secret_hint IS NOT NULL AND jwks IS NULL
          ELSE jwks IS NOT NULL AND secret_hmac IS NULL AND secret_hint IS NULL AND previous_hmac IS NULL END),
        CONSTRAINT oauth_client_previous_check CHECK ((previous_hmac IS NULL) = (previous_ends_at IS NULL))
      );
      CREATE INDEX oauth_client_agent_id_id_idx ON oauth_client (agent_id, id);
    `);
    await queryRunner.query(`
      INSERT INTO auth_method_instance (name, kind, settings, enabled, revision, created_at, updated_at)
      SELECT 'client_credentials', 'client_credentials', '{}', true, 1, now(), now() WHERE EXISTS (SELECT FROM agent)
      ON CONFLICT DO NOTHING
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DELETE FROM auth_method_instance WHERE kind = 'client_credentials'`);
    await queryRunner.query('DROP TABLE oauth_client');
  }
}
