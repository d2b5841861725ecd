import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ClaimsMapping } from '../mapping/claims-mapping.js';

/** A configured auth method: callers log in by its name. */
@Entity('auth_method_instance')
export class AuthMethodInstance {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'auth_method_instance_pkey' })
  name!: string;

  @Column('text')
  kind!: string;

  @Column('jsonb')
  settings!: Record<string, unknown>;

  /** What is marked `writeOnly` in the settings, by JSON pointer, encrypted; a mask stands there in its place. */
  @Column('bytea', { nullable: true })
  sealedSettings!: Buffer | null;

  /** Null: only subjects that are linked to an agent log in. */
  @Column('jsonb', { nullable: true })
  mapping!: ClaimsMapping | null;

  @Column('boolean')
  enabled!: boolean;

  /** What is got by the method rests on it: another one when it is disabled or gets other settings, or another method gets its name. */
  @Column('uuid')
  epoch!: string;

  @Column('integer')
  revision!: number;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz')
  updatedAt!: Date;
}
