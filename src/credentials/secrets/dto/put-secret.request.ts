import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsString, Matches, MaxLength, Validate, ValidateIf } from 'class-validator';
import { SECRET_PLACEMENTS, type SecretPlacement } from '../secret-placement.js';
import { SECRET_HOLDERS, type SecretHolder } from '../tool-secret.entity.js';
import { FitsPlacement } from './fits-placement.validator.js';
import { IsSecretValue } from './secret-value.validator.js';

/** Set by whoever carries a message, never by a secret. */
const HEADER =
  /^(?!(connection|content-.*|cookie|expect|forwarded|host|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|via|x-forwarded-.*)$)/i;

export class PutSecretRequest {
  @ApiPropertyOptional({
    format: 'password',
    writeOnly: true,
    description:
      "The value, in printable ASCII; for `basic` it is `user:password`. At least 8 characters: it is masked in the tool's answers. Left out where agents hold the values, and where `SECRET_STORE` is read-only.",
    example: 'wh_live_5f2d8f5c7c11',
    minLength: 8,
    maxLength: 8192,
  })
  @ValidateIf(({ value }: PutSecretRequest) => value !== undefined)
  @IsSecretValue()
  @Validate(FitsPlacement)
  value?: string;

  @ApiPropertyOptional({
    enum: SECRET_HOLDERS,
    default: 'tool',
    description: '`tool`: one value for all. `agent`: each agent puts its own, for tools that act on its behalf.',
    example: 'tool',
  })
  @IsIn(SECRET_HOLDERS)
  holder: SecretHolder = 'tool';

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
