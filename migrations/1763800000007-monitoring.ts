import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The audit, the access log and the usage of tools. None refers to what it tells of: a record outlives it. */
export class Monitoring1763800000007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(AUDIT);
    await runner.query(APPEND_ONLY);
    await runner.query(ACCESS_LOG);
    await runner.query(TOOL_USAGE);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE tool_usage, access_log, audit_event; DROP FUNCTION refuse_audit_change()');
  }
}

const AUDIT = `
  CREATE TABLE audit_event (
    id uuid NOT NULL CONSTRAINT audit_event_pkey PRIMARY KEY,
    at timestamptz NOT NULL,
    action varchar(100) NOT NULL,
    outcome varchar(10) NOT NULL CONSTRAINT audit_event_outcome_check CHECK (outcome IN ('success', 'refused')),
    actor_id uuid,
    on_behalf_of uuid,
    subject_type varchar(64) NOT NULL,
    subject_id varchar(512) NOT NULL,
    address varchar(64),
    request_id varchar(128),
    decision_id uuid,
    reason text,
    before jsonb,
    after jsonb
  );
  CREATE INDEX audit_event_at_idx ON audit_event (at, id);
  CREATE INDEX audit_event_action_idx ON audit_event (action, at, id);
  CREATE INDEX audit_event_actor_idx ON audit_event (actor_id, at, id);
  CREATE INDEX audit_event_subject_idx ON audit_event (subject_id, at, id);
`;

/** ALWAYS: also in sessions that switch ordinary triggers off. */
const APPEND_ONLY = `
  CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION 'audit_event is append-only: % refused', TG_OP USING ERRCODE = 'integrity_constraint_violation';
  END $$;
  CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_event
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
  ALTER TABLE audit_event ENABLE ALWAYS TRIGGER audit_event_append_only;
`;

const ACCESS_LOG = `
  CREATE TABLE access_log (
    decision_id uuid NOT NULL CONSTRAINT access_log_pkey PRIMARY KEY,
    at timestamptz NOT NULL,
    agent_id uuid NOT NULL,
    tool_id uuid NOT NULL,
    action varchar(32) NOT NULL,
    allowed boolean NOT NULL,
    reason_code varchar(100) NOT NULL,
    reason_detail text NOT NULL,
    obligations jsonb NOT NULL,
    trace jsonb NOT NULL,
    request_id varchar(128),
    address varchar(64)
  );
  CREATE INDEX access_log_at_idx ON access_log (at, decision_id);
  CREATE INDEX access_log_agent_idx ON access_log (agent_id, at, decision_id);
  CREATE INDEX access_log_tool_idx ON access_log (tool_id, at, decision_id);
  CREATE INDEX access_log_refused_idx ON access_log (at, decision_id) WHERE NOT allowed;
`;

const TOOL_USAGE = `
  CREATE TABLE tool_usage (
    id uuid NOT NULL CONSTRAINT tool_usage_pkey PRIMARY KEY,
    at timestamptz NOT NULL,
    kind varchar(16) NOT NULL CONSTRAINT tool_usage_kind_check CHECK (kind IN ('invocation', 'vend')),
    tool_id uuid NOT NULL,
    agent_id uuid NOT NULL,
    credential_id uuid,
    decision_id uuid,
    version_id uuid,
    outcome varchar(32),
    status integer,
    duration_ms double precision,
    CONSTRAINT tool_usage_invocation_check
      CHECK (kind <> 'invocation' OR (outcome IS NOT NULL AND duration_ms IS NOT NULL))
  );
  CREATE INDEX tool_usage_tool_idx ON tool_usage (tool_id, at);
`;
