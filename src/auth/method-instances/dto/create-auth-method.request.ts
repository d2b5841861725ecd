import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsObject, IsOptional, Matches } from 'class-validator';
import { IfGiven } from '../../../common/http/if-given.decorator.js';
import { IsNested } from '../../../common/http/is-nested.decorator.js';
import { ClaimsMappingDto } from '../../mapping/dto/claims-mapping.dto.js';

export class CreateAuthMethodRequest {
  @ApiProperty({
    description: 'What callers name to log in by it. It never changes.',
    maxLength: 64,
    example: 'partner-keys',
  })
  @Matches(/^[a-z0-9][a-z0-9_-]{0,63}$/, {
    message: 'name must begin with a small letter or digit and hold at most 64 small letters, digits, _ and -',
  })
  name!: string;

  @ApiProperty({ description: 'An installed kind. It never changes.', example: 'api_key' })
  @Matches(/^[a-z][a-z0-9_]{0,63}$/, { message: 'kind must be lower_snake_case, at most 64 characters' })
  kind!: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'What the kind asks for; its schema is in the list. Secrets are kept encrypted and shown masked.',
    example: {},
  })
  @IsObject()
  settings!: Record<string, unknown>;

  @ApiPropertyOptional({
    type: ClaimsMappingDto,
    nullable: true,
    description:
      'For kinds that prove subjects of other issuers: what their claims make of them. Null or absent: those that are linked to an agent log in, and no others. Any role may be given, `admin` too.',
    example: null,
  })
  @IsOptional()
  @IsNested(() => ClaimsMappingDto)
  mapping?: ClaimsMappingDto | null;

  @ApiPropertyOptional({ description: 'Whether it can be used.', default: true, example: true })
  @IfGiven()
  @IsBoolean()
  enabled?: boolean;
}
