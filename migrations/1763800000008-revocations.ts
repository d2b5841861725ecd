import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What proofs rest on and has ended before its time; proofs that may be used once only. */
export class Revocations1763800000008 implements MigrationInterface {
  readonly name = 'Revocations1763800000008';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE revocation (
        basis text CONSTRAINT revocation_pkey PRIMARY KEY,
        expires_at timestamptz NOT NULL
      );
      CREATE INDEX revocation_expires_at_idx ON revocation (expires_at);

      CREATE TABLE used_proof (
        digest bytea CONSTRAINT used_proof_pkey PRIMARY KEY,
        expires_at timestamptz NOT NULL
      );
      CREATE INDEX used_proof_expires_at_idx ON used_proof (expires_at);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE revocation, used_proof');
  }
}
