import type { MigrationInterface, QueryRunner } from 'typeorm';

/** API keys that rotate themselves: their successors end when they are revoked. */
export class ApiKeySuccessors1763800000018 implements MigrationInterface {
  readonly name = 'ApiKeySuccessors1763800000018';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE api_key ADD COLUMN self_rotated boolean NOT NULL DEFAULT false;
      ALTER TABLE api_key ALTER COLUMN self_rotated DROP DEFAULT;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE api_key DROP COLUMN self_rotated');
  }
}
