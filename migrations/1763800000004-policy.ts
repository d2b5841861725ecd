import type { MigrationInterface, QueryRunner } from 'typeorm';
import { canonicalName } from '../src/common/canonical-name.js';
import { newId } from '../src/common/ids.js';

const EVERYWHERE = { tools: 'any', tags: 'any', toolTypes: 'any', agents: 'any', roles: 'any', actions: 'any' };

/** What the first start needs. Ordinary rows: whoever deletes one does not get it back. */
const FIRST_POLICIES = [
  {
    name: 'Every agent may discover and describe tools',
    kind: 'role_based',
    settings: { roles: 'any' },
    target: { ...EVERYWHERE, actions: { only: ['discover', 'describe'] } },
  },
  {
    name: 'Administrators may use every tool',
    kind: 'role_based',
    settings: { roles: ['admin'] },
    target: EVERYWHERE,
  },
  {
    name: 'Owners manage their tools',
    kind: 'owner',
    settings: {},
    target: { ...EVERYWHERE, actions: { only: ['manage'] } },
  },
];

export class Policy1763800000004 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE policy (
        id uuid CONSTRAINT policy_pkey PRIMARY KEY,
        name text NOT NULL,
        canonical_name text NOT NULL,
        description text,
        kind text NOT NULL,
        settings jsonb NOT NULL,
        effect text NOT NULL CONSTRAINT policy_effect_check CHECK (effect IN ('permit', 'deny', 'require')),
        mode text NOT NULL CONSTRAINT policy_mode_check CHECK (mode IN ('enforced', 'shadow', 'disabled')),
        target jsonb NOT NULL,
        created_by uuid CONSTRAINT policy_created_by_fkey REFERENCES agent (id) ON DELETE SET NULL,
        revision integer NOT NULL,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL
      )`);
    await queryRunner.query('CREATE UNIQUE INDEX policy_name_key ON policy (canonical_name)');
    await queryRunner.query('CREATE INDEX policy_kind_idx ON policy (kind)');
    await queryRunner.query('CREATE INDEX policy_created_by_idx ON policy (created_by)');
    for (const { name, kind, settings, target } of FIRST_POLICIES) {
      await queryRunner.query(
        `INSERT INTO policy (id, name, canonical_name, kind, settings, effect, mode, target, revision, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, 'permit', 'enforced', $6, 1, now(), now())`,
        [newId(), name, canonicalName(name), kind, settings, target],
      );
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE policy');
  }
}
