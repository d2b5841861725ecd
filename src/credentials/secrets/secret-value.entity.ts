import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A value kept by the built-in secret store, encrypted. */
@Entity('secret_value')
export class SecretValue {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'secret_value_pkey' })
  id!: string;

  @Column('uuid')
  toolId!: string;

  @Column('varchar', { length: 64 })
  slot!: string;

  /** Null: the tool's. */
  @Column('uuid', { nullable: true })
  agentId!: string | null;

  @Column('bytea')
  sealed!: Buffer;
}
