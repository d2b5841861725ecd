import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/**
 * How many more tools have a lexeme, or how many fewer: the sum of its rows is how many have it. Triggers on `tool_term` add
 * them, so that changes at once never wait for each other.
 */
@Entity('lexeme_count')
export class LexemeCount {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    primaryKeyConstraintName: 'lexeme_count_pkey',
    generatedIdentity: 'ALWAYS',
  })
  id!: string;

  @Index('lexeme_count_lexeme_idx')
  @Column('text')
  lexeme!: string;

  @Column('integer')
  tools!: number;
}
