import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How far an import is that is carried out after its request was answered. */
export class ImportProgress1763800000043 implements MigrationInterface {
  readonly name = 'ImportProgress1763800000043';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE import_job ADD COLUMN checked integer NOT NULL DEFAULT 0');
    await queryRunner.query(`UPDATE import_job SET checked = operations WHERE status = 'succeeded'`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE import_job DROP COLUMN checked');
  }
}
