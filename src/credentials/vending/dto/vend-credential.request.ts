import { ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsString,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { IsCallerRange } from '../../../auth/index.js';
import { IfGiven } from '../../../common/http/if-given.decorator.js';
import { VersionReference } from '../../../registry/index.js';
import { CREDENTIAL_FORMATS, type CredentialFormat } from '../../credential.entity.js';
import { IsScopes } from '../../dto/is-scopes.decorator.js';
import { IsThumbprint } from '../../dto/is-thumbprint.decorator.js';
import type { VendRequest } from '../vend-request.js';

export class VendCredentialRequest implements VendRequest {
  @ApiPropertyOptional({
    type: [String],
    description: 'Scopes wanted. Absent: all that may be had. Those not allowed are left out, with a warning.',
    example: ['invoke', 'forecast:read'],
    maxItems: 100,
  })
  @IfGiven()
  @IsScopes()
  scopes?: string[];

  @ApiPropertyOptional({
    description: 'Seconds to live. Absent: the default. Longer than allowed is cut, with a warning.',
    example: 300,
    minimum: 1,
    maximum: 2_592_000,
  })
  @IfGiven()
  @IsInt()
  @Min(1)
  @Max(2_592_000)
  ttlSeconds?: number;

  @ApiPropertyOptional({
    description: 'How often it may be used. Absent: as often as the policies allow.',
    example: 10,
    minimum: 1,
    maximum: 1_000_000,
  })
  @IfGiven()
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  maxUses?: number;

  @ApiPropertyOptional({
    enum: CREDENTIAL_FORMATS,
    description:
      'A random text that only the registry can check (default), or a JWT that others verify by themselves: good for at ' +
      'most 300 seconds, without counted uses, renewal or delegation.',
    example: 'opaque',
    default: 'opaque',
  })
  @IfGiven()
  @IsIn(CREDENTIAL_FORMATS)
  format?: CredentialFormat;

  @ApiPropertyOptional({
    description:
      "For whom the token is: the tool's URI in this registry (default), its endpoint or the endpoint's origin.",
    example: 'https://weather.example.com',
    maxLength: 2048,
  })
  @IfGiven()
  @IsString()
  @MaxLength(2048)
  audience?: string;

  @ApiPropertyOptional({
    type: [String],
    description:
      'Addresses and CIDR ranges from which alone it shall be used. What lies beyond those of what you present is left out.',
    example: ['10.20.0.0/16'],
    minItems: 1,
    maxItems: 50,
  })
  @IfGiven()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @IsCallerRange({ each: true })
  addresses?: string[];

  @ApiPropertyOptional({
    description:
      'Thumbprint (RFC 7638) of the key that whoever uses it shall prove to hold (RFC 9449). Whoever has proved a key gets ' +
      'credentials that are bound to it, and no others.',
    example: '0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I',
    minLength: 43,
    maxLength: 43,
  })
  @IfGiven()
  @IsThumbprint()
  boundKey?: string;

  @ApiPropertyOptional({
    description: 'Whether its end can be moved later. Absent: an opaque one can, a JWT cannot.',
    example: true,
  })
  @IfGiven()
  @IsBoolean()
  renewable?: boolean;

  @ApiPropertyOptional({
    description: 'How many levels of delegations its holder may make from it.',
    example: 1,
    default: 0,
    minimum: 0,
    maximum: 5,
  })
  @IfGiven()
  @IsInt()
  @Min(0)
  @Max(5)
  delegations?: number;

  @ApiPropertyOptional({
    description:
      'Seconds in which the answer can be opened: once, by a wrapping token that is answered in its place, and no longer ' +
      'than the credential lives. Absent: the credential is answered.',
    example: 60,
    minimum: 1,
    maximum: 3600,
  })
  @IfGiven()
  @IsInt()
  @Min(1)
  @Max(3600)
  wrapTtlSeconds?: number;

  @IfGiven()
  @VersionReference(
    'The version of the tool that alone it shall open, by its number, `latest`, an alias or its id; it ends when the ' +
      'version is withdrawn. Absent: it opens whichever version is served.',
    { required: false },
  )
  version?: string;

  @ApiPropertyOptional({
    description: 'What it is for; kept in the audit.',
    example: 'Plan of the week',
    maxLength: 500,
  })
  @IfGiven()
  @IsString()
  @MaxLength(500)
  reason?: string;
}
