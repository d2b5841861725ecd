import { ApiProperty } from '@nestjs/swagger';
import { type Finding, SEVERITIES, type Severity } from '../finding.js';

export class FindingResponse implements Finding {
  @ApiProperty({ description: 'What was found.', example: 'INVISIBLE_CHARACTER' })
  code!: string;

  @ApiProperty({
    enum: SEVERITIES,
    description: 'How grave it is. A tool with an `error` or something `critical` is refused.',
    example: 'warning',
  })
  severity!: Severity;

  @ApiProperty({ description: 'JSON pointer into the tool.', example: '/description' })
  pointer!: string;

  @ApiProperty({ description: 'For people.', example: 'It holds characters that cannot be seen.' })
  detail!: string;
}
