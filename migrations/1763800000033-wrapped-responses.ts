import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Answers that are opened once, by a token of their own. */
export class WrappedResponses1763800000033 implements MigrationInterface {
  readonly name = 'WrappedResponses1763800000033';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE wrapped_answer (
        id uuid NOT NULL CONSTRAINT wrapped_answer_pkey PRIMARY KEY,
        token_hmac bytea NOT NULL CONSTRAINT wrapped_answer_token_hmac_key UNIQUE,
        credential_id uuid NOT NULL
          CONSTRAINT wrapped_answer_credential_fkey REFERENCES credential (id) ON DELETE CASCADE,
        creation_path text NOT NULL,
        sealed bytea,
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        opened_at timestamptz,
        CONSTRAINT wrapped_answer_opened_check CHECK ((opened_at IS NULL) = (sealed IS NOT NULL)),
        CONSTRAINT wrapped_answer_expiry_check CHECK (created_at < expires_at)
      );
      CREATE INDEX wrapped_answer_credential_idx ON wrapped_answer (credential_id);
      CREATE INDEX wrapped_answer_expires_at_idx ON wrapped_answer (expires_at);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE wrapped_answer');
  }
}
