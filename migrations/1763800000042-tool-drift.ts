import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tools know what kind of source they come from, and what changed of them since somebody approved them. */
export class ToolDrift1763800000042 implements MigrationInterface {
  readonly name = 'ToolDrift1763800000042';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE tool ADD COLUMN drift jsonb, ADD COLUMN source_kind text');
    await queryRunner.query(`
      UPDATE tool SET source_kind = CASE WHEN v.tool_type = 'mcp' THEN 'mcp' ELSE 'openapi' END
      FROM tool_version v WHERE v.id = tool.current_version_id AND tool.source_document IS NOT NULL`);
    await queryRunner.query(`
      ALTER TABLE tool DROP CONSTRAINT tool_source_key, DROP CONSTRAINT tool_source_check,
        ADD CONSTRAINT tool_source_key UNIQUE (source_document, source_kind, source_operation),
        ADD CONSTRAINT tool_source_check
          CHECK (num_nulls(source_document, source_kind, source_operation) IN (0, 3)),
        ADD CONSTRAINT tool_source_kind_check CHECK (source_kind IN ('openapi', 'mcp'))`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE tool DROP CONSTRAINT tool_source_key, DROP CONSTRAINT tool_source_check,
        DROP CONSTRAINT tool_source_kind_check, DROP COLUMN drift, DROP COLUMN source_kind`);
    await queryRunner.query(`
      ALTER TABLE tool ADD CONSTRAINT tool_source_key UNIQUE (source_document, source_operation),
        ADD CONSTRAINT tool_source_check CHECK ((source_document IS NULL) = (source_operation IS NULL))`);
  }
}
