import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What instances tell each other of changes, and what the first start leaves for later ones. */
export class ChangeFeed1763800000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE "change" (
        "id" bigint GENERATED ALWAYS AS IDENTITY,
        "transaction" xid8 NOT NULL DEFAULT pg_current_xact_id(),
        "topic" text NOT NULL,
        "key" text NOT NULL,
        "at" timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT "change_pkey" PRIMARY KEY ("id")
      )`);
    await runner.query(`CREATE INDEX "change_transaction_idx" ON "change" ("transaction")`);
    await runner.query(`CREATE INDEX "change_at_idx" ON "change" ("at")`);
    await runner.query(`
      CREATE TABLE "installation" (
        "id" smallint NOT NULL DEFAULT 1,
        "master_key_check" bytea NOT NULL,
        "created_at" timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT "installation_pkey" PRIMARY KEY ("id"),
        CONSTRAINT "installation_single_row" CHECK ("id" = 1)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE "installation"`);
    await runner.query(`DROP TABLE "change"`);
  }
}
