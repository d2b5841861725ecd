import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** One word of one tool, as search weighs it. Every tool has the empty word too: how many have that is how many there are. */
@Entity('tool_term')
@Index('tool_term_weight_idx', { synchronize: false })
@Index('tool_term_name_idx', ['toolId', 'lexeme'], { where: '(fields & 1) = 1' })
export class ToolTerm {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'tool_term_pkey' })
  @ForeignKey('Tool', { name: 'tool_term_tool_fkey', onDelete: 'CASCADE' })
  toolId!: string;

  /** A stem, as the analyzer makes it. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'tool_term_pkey' })
  lexeme!: string;

  /** How much the tool is about the word, before the rarity of the word counts. */
  @Column('real')
  weight!: number;

  /** Which fields have it: a bit each, that of the name the lowest. */
  @Column('smallint')
  fields!: number;
}
