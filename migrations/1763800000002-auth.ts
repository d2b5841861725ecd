import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Agents, what they may do, and how they prove who they are. */
export class Auth1763800000002 implements MigrationInterface {
  readonly name = 'Auth1763800000002';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(AGENTS);
    await queryRunner.query(PROOFS);
    await queryRunner.query(METHODS_AND_KEYS);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TABLE signing_key, auth_method_instance, login_attempt, external_identity, api_key, password_credential,
        agent_role, role, agent
    `);
  }
}

const AGENTS = `
  CREATE TABLE agent (
    id uuid CONSTRAINT agent_pkey PRIMARY KEY,
    name text NOT NULL,
    canonical_name text NOT NULL,
    display_name text NOT NULL,
    type text NOT NULL CONSTRAINT agent_type_check CHECK (type IN ('user', 'service', 'bot')),
    status text NOT NULL CONSTRAINT agent_status_check CHECK (status IN ('active', 'disabled')),
    owner_id uuid CONSTRAINT agent_owner_id_fkey REFERENCES agent ON DELETE RESTRICT,
    metadata jsonb NOT NULL,
    permissions text[] NOT NULL,
    token_epoch integer NOT NULL,
    revision integer NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
  );
  CREATE UNIQUE INDEX agent_canonical_name_key ON agent (canonical_name);
  CREATE INDEX agent_owner_id_idx ON agent (owner_id);

  CREATE TABLE role (
    name text CONSTRAINT role_pkey PRIMARY KEY,
    description text NOT NULL,
    permissions text[] NOT NULL
  );

  CREATE TABLE agent_role (
    agent_id uuid NOT NULL CONSTRAINT agent_role_agent_id_fkey REFERENCES agent ON DELETE CASCADE,
    role_name text NOT NULL CONSTRAINT agent_role_role_name_fkey REFERENCES role ON DELETE RESTRICT,
    CONSTRAINT agent_role_pkey PRIMARY KEY (agent_id, role_name)
  );
  CREATE INDEX agent_role_role_name_idx ON agent_role (role_name);
`;

const PROOFS = `
  CREATE TABLE password_credential (
    agent_id uuid CONSTRAINT password_credential_pkey PRIMARY KEY
      CONSTRAINT password_credential_agent_id_fkey REFERENCES agent ON DELETE CASCADE,
    hash text NOT NULL,
    updated_at timestamptz NOT NULL
  );

  CREATE TABLE api_key (
    id uuid CONSTRAINT api_key_pkey PRIMARY KEY,
    agent_id uuid NOT NULL CONSTRAINT api_key_agent_id_fkey REFERENCES agent ON DELETE CASCADE,
    name text NOT NULL,
    hint text NOT NULL,
    hmac bytea NOT NULL,
    permissions text[],
    revision integer NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz,
    revoked_at timestamptz,
    last_used_at timestamptz
  );
  CREATE UNIQUE INDEX api_key_hmac_key ON api_key (hmac);
  CREATE INDEX api_key_agent_id_id_idx ON api_key (agent_id, id);

  CREATE TABLE external_identity (
    issuer text NOT NULL,
    subject text NOT NULL,
    agent_id uuid NOT NULL CONSTRAINT external_identity_agent_id_fkey REFERENCES agent ON DELETE CASCADE,
    CONSTRAINT external_identity_pkey PRIMARY KEY (issuer, subject)
  );
  CREATE INDEX external_identity_agent_id_idx ON external_identity (agent_id);

  CREATE TABLE login_attempt (
    key bytea CONSTRAINT login_attempt_pkey PRIMARY KEY,
    failures integer NOT NULL,
    locked_until timestamptz,
    last_attempt_at timestamptz NOT NULL
  );
  CREATE INDEX login_attempt_last_attempt_at_idx ON login_attempt (last_attempt_at);
`;

const METHODS_AND_KEYS = `
  CREATE TABLE auth_method_instance (
    name text CONSTRAINT auth_method_instance_pkey PRIMARY KEY,
    kind text NOT NULL,
    settings jsonb NOT NULL,
    sealed_settings bytea,
    enabled boolean NOT NULL,
    revision integer NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
  );

  CREATE TABLE signing_key (
    kid text CONSTRAINT signing_key_pkey PRIMARY KEY,
    public_jwk jsonb NOT NULL,
    sealed_private_key bytea NOT NULL,
    status text NOT NULL CONSTRAINT signing_key_status_check CHECK (status IN ('next', 'current', 'retired')),
    created_at timestamptz NOT NULL,
    retired_at timestamptz
  );
  CREATE UNIQUE INDEX signing_key_one_current_key ON signing_key (status) WHERE status = 'current';
`;
