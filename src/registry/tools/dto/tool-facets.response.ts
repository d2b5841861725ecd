import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { FacetCount } from '../tool-facets.js';

export class FacetCountResponse implements FacetCount {
  @ApiProperty({ description: 'What these tools have.', example: 'weather' })
  value!: string;

  @ApiProperty({ description: 'How many tools of the list have it.', example: 12 })
  count!: number;
}

const counts = (of: string) =>
  ApiPropertyOptional({ type: [FacetCountResponse], description: `${of}, the most frequent first, 50 at most.` });

/** Counts over all tools of a list, where they were asked for. */
export class ToolFacetsResponse {
  @counts('Tags')
  tag?: readonly FacetCountResponse[];

  @counts('Types')
  type?: readonly FacetCountResponse[];

  @counts('Ids of owners')
  owner?: readonly FacetCountResponse[];

  @counts('Where they stand in their life')
  status?: readonly FacetCountResponse[];
}
