import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Secrets of agents beside those of tools, and values that are written before they are known and deleted afterwards. */
export class AgentSecrets1763800000034 implements MigrationInterface {
  readonly name = 'AgentSecrets1763800000034';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TOOL_SECRET);
    await runner.query(SECRET_VALUE);
    await runner.query(AGENT_SECRET);
    await runner.query(SECRET_DISPOSAL);
    await runner.query(TRIGGERS);
  }

  /** Agents' own values, and what waits to be deleted, have no place in the earlier tables. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE agent_secret, secret_disposal;
      DROP TRIGGER tool_secret_deleted ON tool_secret;
      DROP TRIGGER tool_secret_replaced ON tool_secret;
      DROP FUNCTION dispose_of_secret_value;
      DELETE FROM tool_secret WHERE holder = 'agent' OR store <> 'database';
      DELETE FROM secret_value WHERE id NOT IN (SELECT value_id FROM tool_secret);
      ALTER TABLE secret_value
        DROP COLUMN id, DROP COLUMN agent_id,
        ADD CONSTRAINT secret_value_pkey PRIMARY KEY (tool_id, slot),
        ADD CONSTRAINT secret_value_tool_fkey FOREIGN KEY (tool_id) REFERENCES tool (id) ON DELETE CASCADE;
      ALTER TABLE tool_secret DROP COLUMN holder, DROP COLUMN value_id, DROP COLUMN store;
    `);
  }
}

const TOOL_SECRET = `
  ALTER TABLE tool_secret
    ADD COLUMN holder varchar(16) NOT NULL DEFAULT 'tool'
      CONSTRAINT tool_secret_holder_check CHECK (holder IN ('tool', 'agent')),
    ADD COLUMN value_id uuid,
    ADD COLUMN store varchar(64);
  UPDATE tool_secret SET value_id = gen_random_uuid(), store = 'database';
  ALTER TABLE tool_secret
    ALTER COLUMN holder DROP DEFAULT,
    ADD CONSTRAINT tool_secret_value_check
      CHECK ((holder = 'tool') = (value_id IS NOT NULL) AND (value_id IS NULL) = (store IS NULL));
`;

/** Values outlive what names them until they are disposed of, so nothing cascades to them. */
const SECRET_VALUE = `
  ALTER TABLE secret_value
    ADD COLUMN id uuid,
    ADD COLUMN agent_id uuid,
    DROP CONSTRAINT secret_value_tool_fkey,
    DROP CONSTRAINT secret_value_pkey;
  DELETE FROM secret_value AS v
    WHERE NOT EXISTS (SELECT FROM tool_secret AS s WHERE s.tool_id = v.tool_id AND s.slot = v.slot);
  UPDATE secret_value AS v SET id = s.value_id
    FROM tool_secret AS s WHERE s.tool_id = v.tool_id AND s.slot = v.slot;
  ALTER TABLE secret_value ADD CONSTRAINT secret_value_pkey PRIMARY KEY (id);
`;

const AGENT_SECRET = `
  CREATE TABLE agent_secret (
    tool_id uuid NOT NULL,
    slot varchar(64) NOT NULL,
    agent_id uuid NOT NULL CONSTRAINT agent_secret_agent_fkey REFERENCES agent (id) ON DELETE CASCADE,
    origin text NOT NULL,
    value_id uuid NOT NULL,
    store varchar(64) NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT agent_secret_pkey PRIMARY KEY (tool_id, slot, agent_id),
    CONSTRAINT agent_secret_slot_fkey
      FOREIGN KEY (tool_id, slot) REFERENCES tool_secret (tool_id, slot) ON DELETE CASCADE
  );
  CREATE INDEX agent_secret_agent_idx ON agent_secret (agent_id);
`;

/** Each value that nothing names, yet or any longer: deleted from its store once due. */
const SECRET_DISPOSAL = `
  CREATE TABLE secret_disposal (
    value_id uuid NOT NULL CONSTRAINT secret_disposal_pkey PRIMARY KEY,
    tool_id uuid NOT NULL,
    slot varchar(64) NOT NULL,
    agent_id uuid,
    origin text NOT NULL,
    store varchar(64) NOT NULL,
    due_at timestamptz NOT NULL,
    attempts integer NOT NULL
  );
  CREATE INDEX secret_disposal_due_at_idx ON secret_disposal (due_at);
`;

/** However a secret goes, by a cascade too, its value is due to be deleted in the same transaction. */
const TRIGGERS = `
  CREATE FUNCTION dispose_of_secret_value() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO secret_disposal (value_id, tool_id, slot, agent_id, origin, store, due_at, attempts)
    VALUES (OLD.value_id, OLD.tool_id, OLD.slot, (to_jsonb(OLD) ->> 'agent_id')::uuid, OLD.origin, OLD.store,
      '-infinity', 0);
    RETURN NULL;
  END $$;
  CREATE TRIGGER tool_secret_deleted AFTER DELETE ON tool_secret
    FOR EACH ROW WHEN (OLD.value_id IS NOT NULL) EXECUTE FUNCTION dispose_of_secret_value();
  CREATE TRIGGER tool_secret_replaced AFTER UPDATE ON tool_secret
    FOR EACH ROW WHEN (OLD.value_id IS NOT NULL AND OLD.value_id IS DISTINCT FROM NEW.value_id)
    EXECUTE FUNCTION dispose_of_secret_value();
  CREATE TRIGGER agent_secret_deleted AFTER DELETE ON agent_secret
    FOR EACH ROW EXECUTE FUNCTION dispose_of_secret_value();
  CREATE TRIGGER agent_secret_replaced AFTER UPDATE ON agent_secret
    FOR EACH ROW WHEN (OLD.value_id <> NEW.value_id) EXECUTE FUNCTION dispose_of_secret_value();
`;
