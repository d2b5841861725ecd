import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Policies name obligations of their own, whatever their kind. */
export class PolicyObligations1763800000020 implements MigrationInterface {
  readonly name = 'PolicyObligations1763800000020';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE policy ADD COLUMN obligations jsonb NOT NULL DEFAULT '[]'`);
    await queryRunner.query('ALTER TABLE policy ALTER COLUMN obligations DROP DEFAULT');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE policy DROP COLUMN obligations');
  }
}
