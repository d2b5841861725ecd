import { ApiProperty } from '@nestjs/swagger';
import { FieldErrorResponse } from './field-error.response.js';

const OUTCOMES = ['created', 'updated', 'deleted', 'refused'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Why one of many was refused. */
export class ItemProblem {
  @ApiProperty({ description: 'Stable, as the catalogue of errors has it.', example: 'NAME_TAKEN' })
  code!: string;

  @ApiProperty({ description: 'For people.', example: 'Another tool has this name.' })
  detail!: string;

  @ApiProperty({ type: [FieldErrorResponse], description: 'What is wrong, by pointers into the request.' })
  errors!: FieldErrorResponse[];
}

/** What became of one item. */
export class ItemResult {
  @ApiProperty({ description: 'Its place in the request, from 0.', example: 0 })
  index!: number;

  @ApiProperty({ enum: OUTCOMES, description: 'What became of it.', example: 'created' })
  outcome!: Outcome;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The tool; null where there is none.',
    example: '019aa0c4-7c1e-7b7e-9d3c-3f1d2c1a0b11',
  })
  id!: string | null;

  @ApiProperty({ type: Number, nullable: true, description: 'Its revision now.', example: 1 })
  revision!: number | null;

  @ApiProperty({ type: ItemProblem, nullable: true, description: 'Why it was refused.', example: null })
  problem!: ItemProblem | null;
}

export class BulkResultResponse {
  @ApiProperty({ description: 'How many were done.', example: 1 })
  succeeded!: number;

  @ApiProperty({ description: 'How many were refused.', example: 0 })
  refused!: number;

  @ApiProperty({ type: [ItemResult], description: 'One for each item, in their order.' })
  results!: ItemResult[];

  static of(results: ItemResult[]): BulkResultResponse {
    const refused = results.filter(({ outcome }) => outcome === 'refused').length;
    return { succeeded: results.length - refused, refused, results };
  }
}
