import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Names for versions, agents pinned to them, versions withdrawn, and credentials that are for one version only. */
export class ToolVersions1763800000038 implements MigrationInterface {
  readonly name = 'ToolVersions1763800000038';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE tool_version
        ADD COLUMN forced jsonb,
        ADD COLUMN withdrawn_at timestamptz,
        ADD COLUMN withdraw_reason text,
        ADD CONSTRAINT tool_version_withdraw_check CHECK ((withdrawn_at IS NULL) = (withdraw_reason IS NULL))`);
    await this.immutability(
      queryRunner,
      `
        IF OLD.withdrawn_at IS NULL AND NEW.withdrawn_at IS NOT NULL
          AND to_jsonb(OLD) - 'withdrawn_at' - 'withdraw_reason' = to_jsonb(NEW) - 'withdrawn_at' - 'withdraw_reason'
        THEN RETURN NEW;
        END IF;`,
    );
    await queryRunner.query(`
      CREATE TABLE tool_alias (
        tool_id uuid CONSTRAINT tool_alias_tool_fkey REFERENCES tool (id) ON DELETE CASCADE,
        name text CONSTRAINT tool_alias_name_check CHECK (name ~ '^[a-z][a-z0-9-]{0,31}$' AND name <> 'latest'),
        version_id uuid NOT NULL CONSTRAINT tool_alias_version_fkey REFERENCES tool_version (id) ON DELETE CASCADE,
        CONSTRAINT tool_alias_pkey PRIMARY KEY (tool_id, name)
      )`);
    await queryRunner.query('CREATE INDEX tool_alias_version_id_idx ON tool_alias (version_id)');
    await queryRunner.query(`
      CREATE TABLE tool_pin (
        tool_id uuid CONSTRAINT tool_pin_tool_fkey REFERENCES tool (id) ON DELETE CASCADE,
        agent_id uuid CONSTRAINT tool_pin_agent_fkey REFERENCES agent (id) ON DELETE CASCADE,
        version_id uuid NOT NULL CONSTRAINT tool_pin_version_fkey REFERENCES tool_version (id) ON DELETE CASCADE,
        CONSTRAINT tool_pin_pkey PRIMARY KEY (tool_id, agent_id)
      )`);
    await queryRunner.query('CREATE INDEX tool_pin_agent_id_idx ON tool_pin (agent_id)');
    await queryRunner.query('CREATE INDEX tool_pin_version_id_idx ON tool_pin (version_id)');
    await queryRunner.query(`
      ALTER TABLE credential ADD COLUMN version_id uuid
        CONSTRAINT credential_version_fkey REFERENCES tool_version (id) ON DELETE CASCADE`);
    await queryRunner.query(
      'CREATE INDEX credential_version_idx ON credential (version_id) WHERE version_id IS NOT NULL',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE credential DROP COLUMN version_id');
    await queryRunner.query('DROP TABLE tool_pin, tool_alias');
    await this.immutability(queryRunner, '');
    await queryRunner.query(`
      ALTER TABLE tool_version DROP COLUMN forced, DROP COLUMN withdrawn_at, DROP COLUMN withdraw_reason`);
  }

  /** @param exception what returns before the change is refused. */
  private async immutability(queryRunner: QueryRunner, exception: string): Promise<void> {
    await queryRunner.query(`
      CREATE OR REPLACE FUNCTION tool_version_is_immutable() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        ${exception}
        RAISE EXCEPTION 'a tool version never changes; make a new one';
      END $$`);
  }
}
