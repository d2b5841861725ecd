import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean } from 'class-validator';
import { IfGiven } from '../../../common/http/if-given.decorator.js';
import type { ToolAnnotations } from '../tool-annotations.js';

/** What a call does to the world, as its publisher says. */
export class ToolAnnotationsDto implements ToolAnnotations {
  @ApiPropertyOptional({ description: 'It changes nothing.', example: true })
  @IfGiven()
  @IsBoolean()
  readOnly?: boolean;

  @ApiPropertyOptional({ description: 'It may destroy what is there.', example: false })
  @IfGiven()
  @IsBoolean()
  destructive?: boolean;

  @ApiPropertyOptional({ description: 'Called again with the same input it changes nothing more.', example: true })
  @IfGiven()
  @IsBoolean()
  idempotent?: boolean;

  @ApiPropertyOptional({ description: 'It deals with things outside of what it is in charge of.', example: true })
  @IfGiven()
  @IsBoolean()
  openWorld?: boolean;
}
