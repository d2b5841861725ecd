import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What agents ask people for, and what they were granted. */
export class AccessRequests1763800000024 implements MigrationInterface {
  readonly name = 'AccessRequests1763800000024';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE access_request (
        id uuid CONSTRAINT access_request_pkey PRIMARY KEY,
        agent_id uuid NOT NULL CONSTRAINT access_request_agent_id_fkey REFERENCES agent (id) ON DELETE CASCADE,
        actor_ids uuid[] NOT NULL,
        tool_id uuid NOT NULL CONSTRAINT access_request_tool_id_fkey REFERENCES tool (id) ON DELETE CASCADE,
        action text NOT NULL CONSTRAINT access_request_action_check CHECK (action IN ('describe', 'invoke', 'vend', 'manage')),
        arguments text,
        arguments_hash bytea,
        justification text NOT NULL,
        duration_seconds integer NOT NULL CONSTRAINT access_request_duration_seconds_check CHECK (duration_seconds > 0),
        status text NOT NULL CONSTRAINT access_request_status_check
          CHECK (status IN ('pending', 'approved', 'rejected', 'cancelled', 'revoked')),
        expires_at timestamptz NOT NULL,
        decided_by uuid CONSTRAINT access_request_decided_by_fkey REFERENCES agent (id) ON DELETE SET NULL,
        decided_at timestamptz,
        note text,
        granted_until timestamptz,
        used_at timestamptz,
        revision integer NOT NULL,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        CONSTRAINT access_request_arguments_check CHECK (
          (arguments IS NULL) = (arguments_hash IS NULL) AND (arguments IS NULL OR action = 'invoke')),
        CONSTRAINT access_request_granted_until_check CHECK (status <> 'approved' OR granted_until > decided_at),
        CONSTRAINT access_request_used_at_check CHECK (
          used_at IS NULL OR (arguments IS NOT NULL AND status IN ('approved', 'revoked')))
      );
      CREATE INDEX access_request_agent_id_id_idx ON access_request (agent_id, id);
      CREATE INDEX access_request_tool_id_idx ON access_request (tool_id);
      CREATE INDEX access_request_decided_by_idx ON access_request (decided_by);
      CREATE INDEX access_request_pending_idx ON access_request (id) WHERE status = 'pending';
      CREATE INDEX access_request_grant_idx ON access_request (agent_id, granted_until)
        WHERE status = 'approved' AND used_at IS NULL;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE access_request');
  }
}
