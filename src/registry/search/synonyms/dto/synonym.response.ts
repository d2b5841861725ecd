import { ApiProperty } from '@nestjs/swagger';
import { type Page, PageInfo } from '../../../../common/http/page.js';

export class SynonymResponse {
  @ApiProperty({ description: 'The word or phrase of questions, in lower case.', example: 'k8s' })
  term!: string;

  @ApiProperty({
    type: [String],
    description: 'What is searched for, too.',
    example: ['kubernetes', 'container cluster'],
  })
  synonyms!: string[];

  @ApiProperty({ description: 'How much they count, where what was asked counts 1.', example: 0.4 })
  weight!: number;

  @ApiProperty({ format: 'date-time', description: 'When it was made.', example: '2026-01-15T09:30:00.000Z' })
  createdAt!: Date;

  @ApiProperty({ format: 'date-time', description: 'When it was last put.', example: '2026-01-15T09:30:00.000Z' })
  updatedAt!: Date;
}

export class SynonymPage implements Page<SynonymResponse> {
  @ApiProperty({ type: [SynonymResponse], description: 'The synonyms of this page, by term.' })
  data!: SynonymResponse[];

  @ApiProperty({ type: PageInfo, description: 'Where the list goes on.' })
  page!: PageInfo;
}
