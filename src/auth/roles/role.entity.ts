import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Permission } from '../permissions.js';

/** A named set of permissions. */
@Entity('role')
export class Role {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'role_pkey' })
  name!: string;

  @Column('text')
  description!: string;

  @Column('text', { array: true })
  permissions!: Permission[];
}
