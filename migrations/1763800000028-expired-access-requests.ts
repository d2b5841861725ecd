import type { MigrationInterface, QueryRunner } from 'typeorm';

/** That nobody decided an access request in time is kept. */
export class ExpiredAccessRequests1763800000028 implements MigrationInterface {
  readonly name = 'ExpiredAccessRequests1763800000028';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE access_request
        DROP CONSTRAINT access_request_status_check,
        ADD CONSTRAINT access_request_status_check
          CHECK (status IN ('pending', 'approved', 'rejected', 'cancelled', 'expired', 'revoked'));
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      UPDATE access_request SET status = 'pending' WHERE status = 'expired';
      ALTER TABLE access_request
        DROP CONSTRAINT access_request_status_check,
        ADD CONSTRAINT access_request_status_check
          CHECK (status IN ('pending', 'approved', 'rejected', 'cancelled', 'revoked'));
    `);
  }
}
