import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The access log tells which decisions the shadow policies would have turned round. */
export class ShadowDifferences1763800000023 implements MigrationInterface {
  readonly name = 'ShadowDifferences1763800000023';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(COLUMNS);
    await queryRunner.query(
      'CREATE INDEX access_log_shadow_idx ON access_log (at, decision_id) WHERE shadow_allowed IS NOT NULL',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE access_log DROP COLUMN shadow, DROP COLUMN shadow_allowed');
  }
}

/** Null where they would not. */
const COLUMNS = `
  ALTER TABLE access_log
    ADD COLUMN shadow_allowed boolean,
    ADD COLUMN shadow jsonb,
    ADD CONSTRAINT access_log_shadow_check
      CHECK ((shadow_allowed IS NULL) = (shadow IS NULL) AND shadow_allowed <> allowed)
`;
