import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Imports that are carried out after their request was answered. */
export class ImportJobs1763800000041 implements MigrationInterface {
  readonly name = 'ImportJobs1763800000041';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE import_job (
        id uuid CONSTRAINT import_job_pkey PRIMARY KEY,
        agent_id uuid NOT NULL CONSTRAINT import_job_agent_fkey REFERENCES agent (id) ON DELETE CASCADE,
        caller jsonb NOT NULL,
        request text,
        status text NOT NULL,
        operations integer NOT NULL,
        attempts integer NOT NULL,
        due_at timestamptz NOT NULL,
        result jsonb,
        problem jsonb,
        created_at timestamptz NOT NULL,
        finished_at timestamptz,
        CONSTRAINT import_job_status_check CHECK (status IN ('queued', 'running', 'succeeded', 'failed')),
        CONSTRAINT import_job_finished_check CHECK ((status IN ('succeeded', 'failed')) = (finished_at IS NOT NULL)),
        CONSTRAINT import_job_request_check CHECK ((finished_at IS NULL) = (request IS NOT NULL))
      )`);
    await queryRunner.query('CREATE INDEX import_job_agent_idx ON import_job (agent_id)');
    await queryRunner.query('CREATE INDEX import_job_due_idx ON import_job (due_at) WHERE finished_at IS NULL');
    await queryRunner.query(
      'CREATE INDEX import_job_finished_idx ON import_job (finished_at) WHERE finished_at IS NOT NULL',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE import_job');
  }
}
