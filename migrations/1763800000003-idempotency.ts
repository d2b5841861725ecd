import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Replies kept for repetition under their `Idempotency-Key`. */
export class Idempotency1763800000003 implements MigrationInterface {
  readonly name = 'Idempotency1763800000003';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE idempotency_record (
        agent_id uuid NOT NULL CONSTRAINT idempotency_record_agent_fkey REFERENCES agent ON DELETE CASCADE,
        route text NOT NULL,
        key text NOT NULL,
        claim_id uuid NOT NULL,
        fingerprint bytea NOT NULL,
        status smallint,
        sealed_reply bytea,
        claimed_until timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        CONSTRAINT idempotency_record_pkey PRIMARY KEY (agent_id, route, key),
        CONSTRAINT idempotency_record_reply_check CHECK ((status IS NULL) = (sealed_reply IS NULL))
      );
      CREATE INDEX idempotency_record_expires_at_idx ON idempotency_record (expires_at);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE idempotency_record');
  }
}
