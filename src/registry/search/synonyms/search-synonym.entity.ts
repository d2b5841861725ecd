import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** What else a question is searched for that has this word or phrase; not the other way round. */
@Entity('search_synonym')
@Check('search_synonym_weight_check', 'weight BETWEEN 0.3 AND 0.5')
export class SearchSynonym {
  /** In its canonical form. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'search_synonym_pkey' })
  term!: string;

  @Column('text', { array: true })
  synonyms!: string[];

  /** How much they count, beside 1 for what was asked. */
  @Column('double precision')
  weight!: number;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz')
  updatedAt!: Date;
}
