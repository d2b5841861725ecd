import type { MigrationInterface, QueryRunner } from 'typeorm';

const CHANGES = `'created', 'updated', 'rolled_back', 'deleted'`;

/** What policies said before. Those that exist start with what they say now; who changed them last is not known. */
export class PolicyVersions1763800000021 implements MigrationInterface {
  readonly name = 'PolicyVersions1763800000021';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE policy_version (
        policy_id uuid,
        revision integer,
        change text NOT NULL CONSTRAINT policy_version_change_check CHECK (change IN (${CHANGES})),
        state jsonb NOT NULL,
        author_id uuid CONSTRAINT policy_version_author_id_fkey REFERENCES agent (id) ON DELETE SET NULL,
        at timestamptz NOT NULL,
        CONSTRAINT policy_version_pkey PRIMARY KEY (policy_id, revision)
      )`);
    await queryRunner.query('CREATE INDEX policy_version_author_id_idx ON policy_version (author_id)');
    await queryRunner.query(`
      INSERT INTO policy_version (policy_id, revision, change, state, author_id, at)
      SELECT id, revision, CASE revision WHEN 1 THEN 'created' ELSE 'updated' END,
        jsonb_build_object('name', name, 'description', description, 'kind', kind, 'settings', settings,
          'effect', effect, 'mode', mode, 'target', target, 'obligations', obligations),
        CASE revision WHEN 1 THEN created_by END, updated_at
      FROM policy`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE policy_version');
  }
}
