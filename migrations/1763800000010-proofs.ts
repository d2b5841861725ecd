import type { MigrationInterface, QueryRunner } from 'typeorm';

/** API keys bound to addresses and descended from others; one-time tokens that reset passwords. */
export class Proofs1763800000010 implements MigrationInterface {
  readonly name = 'Proofs1763800000010';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(API_KEY);
    await queryRunner.query(PASSWORD_RESET);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TABLE password_reset;
      ALTER TABLE api_key DROP COLUMN allowed_addresses, DROP COLUMN made_with_id, DROP COLUMN replaces_id;
    `);
  }
}

const API_KEY = `
  ALTER TABLE api_key
    ADD COLUMN allowed_addresses text[] CONSTRAINT api_key_allowed_addresses_check CHECK (cardinality(allowed_addresses) > 0),
    ADD COLUMN made_with_id uuid CONSTRAINT api_key_made_with_id_fkey REFERENCES api_key (id) ON DELETE CASCADE,
    ADD COLUMN replaces_id uuid CONSTRAINT api_key_replaces_id_fkey REFERENCES api_key (id) ON DELETE CASCADE;
  CREATE INDEX api_key_made_with_id_idx ON api_key (made_with_id);
  CREATE UNIQUE INDEX api_key_replaces_id_key ON api_key (replaces_id);
`;

/** At most one an agent. It opens nothing once the agent has another epoch: another password, other rights, disabled. */
const PASSWORD_RESET = `
  CREATE TABLE password_reset (
    agent_id uuid CONSTRAINT password_reset_pkey PRIMARY KEY
      CONSTRAINT password_reset_agent_id_fkey REFERENCES agent (id) ON DELETE CASCADE,
    hmac bytea NOT NULL,
    token_epoch integer NOT NULL,
    expires_at timestamptz NOT NULL
  );
  CREATE UNIQUE INDEX password_reset_hmac_key ON password_reset (hmac);
`;
