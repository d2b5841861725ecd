import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** One word of one tool, as search weighs it. */
@Entity('tool_term')
export class ToolTerm {
  /** A stem, as the analyzer makes it. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'tool_term_pkey' })
  lexeme!: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'tool_term_pkey' })
  @Index('tool_term_tool_id_idx')
  @ForeignKey('Tool', { name: 'tool_term_tool_fkey', onDelete: 'CASCADE' })
  toolId!: string;

  /** How much the tool is about the word, before the rarity of the word counts. */
  @Column('real')
  weight!: number;
}
