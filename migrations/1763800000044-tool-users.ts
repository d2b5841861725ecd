import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who has used a tool, and when each did. */
export class ToolUsers1763800000044 implements MigrationInterface {
  readonly name = 'ToolUsers1763800000044';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('CREATE INDEX tool_usage_agent_idx ON tool_usage (tool_id, agent_id, at)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX tool_usage_agent_idx');
  }
}
