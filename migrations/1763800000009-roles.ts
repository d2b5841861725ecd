import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Roles of one's own, beside those that every registry has. */
export class Roles1763800000009 implements MigrationInterface {
  readonly name = 'Roles1763800000009';

  /** Until now, all roles were built in. */
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE role
        ADD built_in boolean NOT NULL DEFAULT true,
        ADD revision integer NOT NULL DEFAULT 1,
        ADD created_at timestamptz NOT NULL DEFAULT now(),
        ADD updated_at timestamptz NOT NULL DEFAULT now(),
        ADD CONSTRAINT role_name_check CHECK (name ~ '^[a-z][a-z0-9_]{0,63}$');
      ALTER TABLE role
        ALTER built_in DROP DEFAULT,
        ALTER revision DROP DEFAULT,
        ALTER created_at DROP DEFAULT,
        ALTER updated_at DROP DEFAULT;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE role
        DROP CONSTRAINT role_name_check,
        DROP built_in,
        DROP revision,
        DROP created_at,
        DROP updated_at
    `);
  }
}
