import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What agents were vended, and the secrets that tools' own APIs want. */
export class Credentials1763800000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(CREDENTIAL);
    await runner.query(TOOL_SECRET);
    await runner.query(SECRET_VALUE);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE secret_value, tool_secret, credential');
  }
}

/** A deleted agent or tool takes its credentials along: a token that leads nowhere is as good as revoked. */
const CREDENTIAL = `
  CREATE TABLE credential (
    id uuid NOT NULL CONSTRAINT credential_pkey PRIMARY KEY,
    agent_id uuid NOT NULL CONSTRAINT credential_agent_fkey REFERENCES agent (id) ON DELETE CASCADE,
    tool_id uuid NOT NULL CONSTRAINT credential_tool_fkey REFERENCES tool (id) ON DELETE CASCADE,
    scopes text[] NOT NULL CONSTRAINT credential_scopes_check CHECK (cardinality(scopes) > 0),
    token_hmac bytea NOT NULL,
    issued_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    hard_expires_at timestamptz NOT NULL,
    max_uses integer,
    uses_left integer,
    reason text,
    decision_id uuid NOT NULL,
    policy_ids uuid[] NOT NULL,
    revoked_at timestamptz,
    revoke_reason text,
    CONSTRAINT credential_token_hmac_key UNIQUE (token_hmac),
    CONSTRAINT credential_expiry_check CHECK (issued_at < expires_at AND expires_at <= hard_expires_at),
    CONSTRAINT credential_uses_check
      CHECK ((max_uses IS NULL) = (uses_left IS NULL) AND uses_left BETWEEN 0 AND max_uses),
    CONSTRAINT credential_revoke_check CHECK ((revoked_at IS NULL) = (revoke_reason IS NULL))
  );
  CREATE INDEX credential_agent_idx ON credential (agent_id, id);
  CREATE INDEX credential_tool_idx ON credential (tool_id, id);
  CREATE INDEX credential_policy_idx ON credential USING gin (policy_ids);
`;

/** `carrier` is where on a request a secret travels: two secrets of a tool never fight for one place. */
const TOOL_SECRET = `
  CREATE TABLE tool_secret (
    tool_id uuid NOT NULL CONSTRAINT tool_secret_tool_fkey REFERENCES tool (id) ON DELETE CASCADE,
    slot varchar(64) NOT NULL,
    placement varchar(16) NOT NULL
      CONSTRAINT tool_secret_placement_check CHECK (placement IN ('header', 'query', 'basic', 'bearer', 'none')),
    name varchar(128) CONSTRAINT tool_secret_name_check CHECK ((name IS NOT NULL) = (placement IN ('header', 'query'))),
    carrier varchar(160) NOT NULL,
    origin text NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT tool_secret_pkey PRIMARY KEY (tool_id, slot),
    CONSTRAINT tool_secret_carrier_key UNIQUE (tool_id, carrier)
  );
`;

/** The built-in secret store. The key of a row is also what its ciphertext is bound to. */
const SECRET_VALUE = `
  CREATE TABLE secret_value (
    tool_id uuid NOT NULL CONSTRAINT secret_value_tool_fkey REFERENCES tool (id) ON DELETE CASCADE,
    slot varchar(64) NOT NULL,
    sealed bytea NOT NULL,
    CONSTRAINT secret_value_pkey PRIMARY KEY (tool_id, slot)
  );
`;
