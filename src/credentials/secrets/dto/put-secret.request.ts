import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsString, Matches, MaxLength, MinLength, Validate, ValidateIf } from 'class-validator';
import { SECRET_PLACEMENTS, type SecretPlacement } from '../secret-placement.js';
import { FitsPlacement } from './fits-placement.validator.js';

/** Set by whoever carries a message, never by a secret. */
const HEADER =
  /^(?!(connection|content-.*|cookie|expect|forwarded|host|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|via|x-forwarded-.*)$)/i;

export class PutSecretRequest {
  @ApiProperty({
    format: 'password',
    writeOnly: true,
    description:
      "The value, in printable ASCII; for `basic` it is `user:password`. At least 8 characters: it is masked in the tool's answers.",
    example: 'wh_live_5f2d8f5c7c11',
    minLength: 8,
    maxLength: 8192,
  })
  @IsString()
  @MinLength(8)
  @MaxLength(8192)
  @Matches(/^[\x20-\x7e]*$/, { message: 'value must consist of printable ASCII characters' })
  @Validate(FitsPlacement)
  value!: string;

  @ApiProperty({
    enum: SECRET_PLACEMENTS,
    description: 'Where on requests it travels. `none`: it is only handed to the tool type, which asks for the slot.',
    example: 'header',
  })
  @IsIn(SECRET_PLACEMENTS)
  placement!: SecretPlacement;

  @ApiPropertyOptional({
    description: 'Name of the header or query parameter; only for these two, and needed there.',
    example: 'X-Warehouse-Key',
    maxLength: 128,
  })
  @ValidateIf(({ name, placement }: PutSecretRequest) => name !== undefined || isNamed(placement))
  @IsString()
  @MaxLength(128)
  @Matches(/^[A-Za-z0-9!#$%&'*+.^_`|~[\]-]+$/, { message: 'name must be a header or parameter name' })
  @Matches(HEADER, { message: 'name must not be a header that belongs to the connection or the content' })
  @Validate(FitsPlacement)
  name?: string;
}

function isNamed(placement: SecretPlacement): boolean {
  return placement === 'header' || placement === 'query';
}
