import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tools, their immutable versions, and the index that search reads. */
export class Registry1763800000005 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE tool (
        id uuid CONSTRAINT tool_pkey PRIMARY KEY,
        name text NOT NULL CONSTRAINT tool_name_check CHECK (name ~ '^[A-Za-z_][A-Za-z0-9_-]{0,63}$'),
        title text NOT NULL,
        description text NOT NULL,
        owner_id uuid NOT NULL CONSTRAINT tool_owner_fkey REFERENCES agent (id) DEFERRABLE INITIALLY DEFERRED,
        current_version_id uuid NOT NULL,
        tags text[] NOT NULL DEFAULT '{}',
        metadata jsonb NOT NULL DEFAULT '{}',
        source_document text,
        source_operation text,
        revision integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        CONSTRAINT tool_source_key UNIQUE (source_document, source_operation),
        CONSTRAINT tool_source_check CHECK ((source_document IS NULL) = (source_operation IS NULL))
      )`);
    await this.versions(queryRunner);
    await this.search(queryRunner);
    await this.indexes(queryRunner);
    await this.immutability(queryRunner);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE tool DROP CONSTRAINT tool_current_version_fkey');
    await queryRunner.query('DROP TABLE tool_term, tool_version, tool');
    await queryRunner.query('DROP FUNCTION tool_version_is_immutable');
  }

  private async versions(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE tool_version (
        id uuid CONSTRAINT tool_version_pkey PRIMARY KEY,
        tool_id uuid NOT NULL CONSTRAINT tool_version_tool_fkey REFERENCES tool (id) ON DELETE CASCADE,
        version text NOT NULL,
        tool_type text NOT NULL,
        endpoint text NOT NULL,
        auth_required boolean NOT NULL DEFAULT true,
        settings jsonb NOT NULL,
        input_schema jsonb NOT NULL,
        output_schema jsonb,
        scopes text[] NOT NULL DEFAULT '{}',
        content_hash text NOT NULL,
        created_by uuid,
        created_at timestamptz NOT NULL,
        CONSTRAINT tool_version_number_key UNIQUE (tool_id, version)
      )`);
    await queryRunner.query(`
      ALTER TABLE tool ADD CONSTRAINT tool_current_version_fkey
        FOREIGN KEY (current_version_id) REFERENCES tool_version (id) DEFERRABLE INITIALLY DEFERRED`);
  }

  private async search(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE tool_term (
        lexeme text NOT NULL,
        tool_id uuid NOT NULL CONSTRAINT tool_term_tool_fkey REFERENCES tool (id) ON DELETE CASCADE,
        weight real NOT NULL,
        CONSTRAINT tool_term_pkey PRIMARY KEY (lexeme, tool_id)
      )`);
    await queryRunner.query('CREATE INDEX tool_term_tool_id_idx ON tool_term (tool_id)');
  }

  private async indexes(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('CREATE UNIQUE INDEX tool_name_key ON tool (lower(name) COLLATE "C")');
    await queryRunner.query('CREATE INDEX tool_created_at_idx ON tool (created_at, id)');
    await queryRunner.query('CREATE INDEX tool_owner_id_idx ON tool (owner_id)');
    await queryRunner.query('CREATE INDEX tool_current_version_id_idx ON tool (current_version_id)');
    await queryRunner.query('CREATE INDEX tool_tags_idx ON tool USING gin (tags)');
    await queryRunner.query('CREATE INDEX tool_version_tool_type_idx ON tool_version (tool_type)');
  }

  private async immutability(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE FUNCTION tool_version_is_immutable() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'a tool version never changes; make a new one';
      END $$`);
    await queryRunner.query(`
      CREATE TRIGGER tool_version_immutable BEFORE UPDATE ON tool_version
        FOR EACH ROW EXECUTE FUNCTION tool_version_is_immutable()`);
  }
}
