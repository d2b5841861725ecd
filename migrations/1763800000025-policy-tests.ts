import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the policies are to answer, kept beside them. */
export class PolicyTests1763800000025 implements MigrationInterface {
  readonly name = 'PolicyTests1763800000025';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE policy_test (
        id uuid CONSTRAINT policy_test_pkey PRIMARY KEY,
        name text NOT NULL,
        description text,
        given jsonb NOT NULL,
        expect jsonb NOT NULL,
        created_by uuid CONSTRAINT policy_test_created_by_fkey REFERENCES agent (id) ON DELETE SET NULL,
        revision integer NOT NULL,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL
      );
      CREATE INDEX policy_test_created_by_idx ON policy_test (created_by);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE policy_test');
  }
}
