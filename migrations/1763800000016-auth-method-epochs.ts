import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was got by an auth method ends when another one gets its name, or it becomes another one. */
export class AuthMethodEpochs1763800000016 implements MigrationInterface {
  readonly name = 'AuthMethodEpochs1763800000016';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE auth_method_instance ADD epoch uuid;
      UPDATE auth_method_instance SET epoch = gen_random_uuid();
      ALTER TABLE auth_method_instance ALTER epoch SET NOT NULL;
      UPDATE session SET basis = array_append(basis, m.epoch::text)
        FROM auth_method_instance m WHERE m.name = session.method;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE auth_method_instance DROP epoch');
  }
}
