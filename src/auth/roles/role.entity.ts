import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import type { Permission } from '../permissions.js';

/** A named set of permissions. */
@Entity('role')
@Check('role_name_check', `name ~ '^[a-z][a-z0-9_]{0,63}$'`)
export class Role {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'role_pkey' })
  name!: string;

  @Column('text')
  description!: string;

  @Column('text', { array: true })
  permissions!: Permission[];

  /** Every registry has it, and each start brings it up to date. */
  @Column('boolean')
  builtIn!: boolean;

  @Column('integer')
  revision!: number;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz')
  updatedAt!: Date;
}
