import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { IgnoresUnknown } from '../../../common/http/ignores-unknown.decorator.js';
import { ClientForm } from './client.form.js';

/** Names a token, to introspect (RFC 7662 §2.1) or revoke it (RFC 7009 §2.1). */
@IgnoresUnknown()
export class TokenQueryForm extends ClientForm {
  @ApiProperty({
    description: 'An access token, or a refresh token of a login.',
    maxLength: 8192,
    example: 'eyJhbGciOiJFUzI1NiIsInR5cCI6ImF0K2p3dCJ9...',
  })
  @IsString()
  @MaxLength(8192)
  token!: string;

  @ApiPropertyOptional({
    description: 'What the caller takes the token for. A wrong hint does no harm.',
    maxLength: 128,
    example: 'access_token',
  })
  @IsOptional()
  @IsString()
  @MaxLength(128)
  token_type_hint?: string;
}
