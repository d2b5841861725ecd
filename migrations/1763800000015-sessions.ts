import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sessions, and the refresh tokens that carry them on. */
export class Sessions1763800000015 implements MigrationInterface {
  readonly name = 'Sessions1763800000015';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE session (
        id uuid CONSTRAINT session_pkey PRIMARY KEY,
        agent_id uuid NOT NULL CONSTRAINT session_agent_id_fkey REFERENCES agent ON DELETE CASCADE,
        token_epoch integer NOT NULL,
        method text NOT NULL,
        permissions text[],
        addresses text[],
        basis text[] NOT NULL,
        client_id text,
        proof_ends_at timestamptz,
        proven_key text,
        created_at timestamptz NOT NULL,
        refreshed_at timestamptz,
        expires_at timestamptz NOT NULL
      );
      CREATE INDEX session_agent_id_id_idx ON session (agent_id, id);
      CREATE INDEX session_expires_at_idx ON session (expires_at);

      CREATE TABLE refresh_token (
        hmac bytea CONSTRAINT refresh_token_pkey PRIMARY KEY,
        session_id uuid NOT NULL CONSTRAINT refresh_token_session_id_fkey REFERENCES session ON DELETE CASCADE,
        used_at timestamptz
      );
      CREATE INDEX refresh_token_session_id_idx ON refresh_token (session_id);
      CREATE UNIQUE INDEX refresh_token_one_unused_key ON refresh_token (session_id) WHERE used_at IS NULL;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE refresh_token, session');
  }
}
