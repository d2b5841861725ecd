import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A value that nothing names, yet or any longer. Triggers write here whatever a deleted or replaced secret named. */
@Entity('secret_disposal')
@Index('secret_disposal_due_at_idx', ['dueAt'])
export class SecretDisposal {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'secret_disposal_pkey' })
  valueId!: string;

  @Column('uuid')
  toolId!: string;

  @Column('varchar', { length: 64 })
  slot!: string;

  @Column('uuid', { nullable: true })
  agentId!: string | null;

  @Column('text')
  origin!: string;

  @Column('varchar', { length: 64 })
  store!: string;

  /** When the value is deleted, or its deletion tried again. */
  @Column('timestamptz')
  dueAt!: Date;

  /** How often its deletion was begun. What was is no longer made known. */
  @Column('integer')
  attempts!: number;
}
