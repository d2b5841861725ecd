import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What quotas have counted. */
export class Quotas1763800000022 implements MigrationInterface {
  readonly name = 'Quotas1763800000022';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE quota_counter (
        policy_id uuid NOT NULL CONSTRAINT quota_counter_policy_fkey REFERENCES policy (id) ON DELETE CASCADE,
        starts_at timestamptz NOT NULL,
        ends_at timestamptz NOT NULL,
        agent_key text NOT NULL,
        tool_key text NOT NULL,
        used integer NOT NULL CONSTRAINT quota_counter_used_check CHECK (used > 0),
        CONSTRAINT quota_counter_pkey PRIMARY KEY (policy_id, starts_at, ends_at, agent_key, tool_key)
      )`);
    await queryRunner.query('CREATE INDEX quota_counter_ends_at_idx ON quota_counter (ends_at)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE quota_counter');
  }
}
