import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who had a hand in a tool since it was last activated: so far, whoever made its versions. */
export class ToolAuthors1763800000039 implements MigrationInterface {
  readonly name = 'ToolAuthors1763800000039';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE tool_author (
        tool_id uuid NOT NULL CONSTRAINT tool_author_tool_fkey REFERENCES tool (id) ON DELETE CASCADE,
        agent_id uuid NOT NULL,
        CONSTRAINT tool_author_pkey PRIMARY KEY (tool_id, agent_id)
      )`);
    await queryRunner.query(`
      INSERT INTO tool_author (tool_id, agent_id)
      SELECT DISTINCT tool_id, created_by FROM tool_version WHERE created_by IS NOT NULL`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE tool_author');
  }
}
