import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where a tool stands in its life, and what a version says of the effects of a call. */
export class ToolLifecycle1763800000035 implements MigrationInterface {
  readonly name = 'ToolLifecycle1763800000035';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE tool
        ADD COLUMN status text NOT NULL DEFAULT 'active' CONSTRAINT tool_status_check
          CHECK (status IN ('draft', 'in_review', 'active', 'deprecated', 'retired', 'quarantined')),
        ADD COLUMN status_reason text,
        ADD COLUMN deprecated_at timestamptz,
        ADD COLUMN sunset_at timestamptz,
        ADD COLUMN successor_id uuid CONSTRAINT tool_successor_fkey REFERENCES tool (id) ON DELETE SET NULL`);
    await queryRunner.query('CREATE INDEX tool_successor_id_idx ON tool (successor_id)');
    await queryRunner.query('CREATE INDEX tool_updated_at_idx ON tool (updated_at, id)');
    await queryRunner.query("ALTER TABLE tool_version ADD COLUMN annotations jsonb NOT NULL DEFAULT '{}'");
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE tool_version DROP COLUMN annotations');
    await queryRunner.query('DROP INDEX tool_updated_at_idx');
    await queryRunner.query(`
      ALTER TABLE tool
        DROP COLUMN status, DROP COLUMN status_reason, DROP COLUMN deprecated_at, DROP COLUMN sunset_at,
        DROP COLUMN successor_id`);
  }
}
