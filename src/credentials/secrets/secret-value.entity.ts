import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** A value kept by the built-in secret store, encrypted. */
@Entity('secret_value')
export class SecretValue {
  @ForeignKey('Tool', { name: 'secret_value_tool_fkey', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'secret_value_pkey' })
  toolId!: string;

  @PrimaryColumn('varchar', { length: 64, primaryKeyConstraintName: 'secret_value_pkey' })
  slot!: string;

  @Column('bytea')
  sealed!: Buffer;
}
