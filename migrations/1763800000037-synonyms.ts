import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Words that mean the same to whoever searches. */
export class Synonyms1763800000037 implements MigrationInterface {
  readonly name = 'Synonyms1763800000037';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE search_synonym (
        term text CONSTRAINT search_synonym_pkey PRIMARY KEY,
        synonyms text[] NOT NULL,
        weight double precision NOT NULL,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        CONSTRAINT search_synonym_weight_check CHECK (weight BETWEEN 0.3 AND 0.5)
      );
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE search_synonym');
  }
}
