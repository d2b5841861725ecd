import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Terms know their fields and are read by weight; how many tools have a lexeme is kept by adding rows, never by changing
 * one that others change too.
 */
export class SearchIndex1763800000036 implements MigrationInterface {
  readonly name = 'SearchIndex1763800000036';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE tool_term
        ADD COLUMN fields smallint NOT NULL DEFAULT 0,
        DROP CONSTRAINT tool_term_pkey,
        ADD CONSTRAINT tool_term_pkey PRIMARY KEY (tool_id, lexeme)`);
    await queryRunner.query('ALTER TABLE tool_term ALTER COLUMN fields DROP DEFAULT');
    await queryRunner.query('DROP INDEX tool_term_tool_id_idx');
    await queryRunner.query('CREATE INDEX tool_term_weight_idx ON tool_term (lexeme, weight DESC, tool_id)');
    await queryRunner.query('CREATE INDEX tool_term_name_idx ON tool_term (tool_id, lexeme) WHERE (fields & 1) = 1');
    await this.counts(queryRunner);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TRIGGER tool_term_added ON tool_term');
    await queryRunner.query('DROP TRIGGER tool_term_removed ON tool_term');
    await queryRunner.query('DROP FUNCTION count_added_lexemes');
    await queryRunner.query('DROP FUNCTION count_removed_lexemes');
    await queryRunner.query('DROP TABLE lexeme_count');
    await queryRunner.query('DROP INDEX tool_term_weight_idx, tool_term_name_idx');
    await queryRunner.query("DELETE FROM tool_term WHERE lexeme = ''");
    await queryRunner.query(`
      ALTER TABLE tool_term
        DROP CONSTRAINT tool_term_pkey,
        ADD CONSTRAINT tool_term_pkey PRIMARY KEY (lexeme, tool_id),
        DROP COLUMN fields`);
    await queryRunner.query('CREATE INDEX tool_term_tool_id_idx ON tool_term (tool_id)');
  }

  private async counts(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE lexeme_count (
        id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT lexeme_count_pkey PRIMARY KEY,
        lexeme text NOT NULL,
        tools integer NOT NULL
      )`);
    await queryRunner.query('CREATE INDEX lexeme_count_lexeme_idx ON lexeme_count (lexeme)');
    await this.trigger(queryRunner, 'added', 'INSERT', 'NEW', 'count(*)');
    await this.trigger(queryRunner, 'removed', 'DELETE', 'OLD', '-count(*)');
    await queryRunner.query("INSERT INTO tool_term (lexeme, tool_id, weight, fields) SELECT '', id, 0, 0 FROM tool");
    await queryRunner.query(
      "INSERT INTO lexeme_count (lexeme, tools) SELECT lexeme, count(*) FROM tool_term WHERE lexeme <> '' GROUP BY lexeme",
    );
  }

  /** Counts whatever is done to terms, also by the deletion of their tool. */
  private async trigger(queryRunner: QueryRunner, done: string, event: string, rows: string, tools: string) {
    await queryRunner.query(`
      CREATE FUNCTION count_${done}_lexemes() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO lexeme_count (lexeme, tools) SELECT lexeme, ${tools} FROM changed GROUP BY lexeme;
        RETURN NULL;
      END $$`);
    await queryRunner.query(`
      CREATE TRIGGER tool_term_${done} AFTER ${event} ON tool_term REFERENCING ${rows} TABLE AS changed
        FOR EACH STATEMENT EXECUTE FUNCTION count_${done}_lexemes()`);
  }
}
