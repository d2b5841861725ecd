import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the claims of other issuers make of their subjects, and which agents were made by them. */
export class IdentityMapping1763800000014 implements MigrationInterface {
  readonly name = 'IdentityMapping1763800000014';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE auth_method_instance ADD COLUMN mapping jsonb;

      CREATE TABLE agent_provisioning (
        agent_id uuid CONSTRAINT agent_provisioning_pkey PRIMARY KEY
          CONSTRAINT agent_provisioning_agent_id_fkey REFERENCES agent ON DELETE CASCADE,
        method text NOT NULL,
        asserted_at timestamptz NOT NULL
      );
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TABLE agent_provisioning;
      ALTER TABLE auth_method_instance DROP COLUMN mapping;
    `);
  }
}
