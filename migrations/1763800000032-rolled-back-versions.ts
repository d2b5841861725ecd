import type { MigrationInterface, QueryRunner } from 'typeorm';

/** To which revision a policy was rolled back; of earlier rollbacks it is not known. */
export class RolledBackVersions1763800000032 implements MigrationInterface {
  readonly name = 'RolledBackVersions1763800000032';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE policy_version
        ADD COLUMN rolled_back_to integer,
        ADD CONSTRAINT policy_version_rolled_back_to_check
          CHECK (rolled_back_to IS NULL OR change = 'rolled_back')`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE policy_version DROP COLUMN rolled_back_to');
  }
}
