import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
} from 'class-validator';
import { IfGiven } from '../../common/http/if-given.decorator.js';
import { JWS_ALGORITHMS, type JwsAlgorithm } from '../jws/jws-algorithm.js';
import { IsClaimPath } from '../mapping/dto/is-claim-path.decorator.js';
import { IsTrustworthyUrl } from './issuer-url.js';
import { TOKEN_TYPES, type TokenType } from './token-type.js';

/** An issuer, and which of its tokens prove somebody here. */
export class OAuthSettings {
  @ApiProperty({
    description:
      'The `iss` of its tokens, letter by letter, a trailing slash included. Its discovery must say the same.',
    maxLength: 500,
    example: 'https://idp.example',
  })
  @IsTrustworthyUrl()
  @Matches(/^[^?]*$/, { message: 'issuer must have no query' })
  @MaxLength(500)
  issuer!: string;

  @ApiProperty({
    type: [String],
    description: 'Tokens must be made for one of these: identifiers of this registry, or client ids for id tokens.',
    example: ['https://registry.example'],
  })
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  @MinLength(1, { each: true })
  @MaxLength(500, { each: true })
  audiences!: string[];

  @ApiPropertyOptional({
    enum: JWS_ALGORITHMS,
    isArray: true,
    description: 'Accepted signature algorithms.',
    default: ['ES256', 'RS256', 'PS256', 'EdDSA'],
    example: ['RS256'],
  })
  @IfGiven()
  @IsArray()
  @ArrayNotEmpty()
  @ArrayUnique()
  @IsIn(JWS_ALGORITHMS, { each: true })
  algorithms: JwsAlgorithm[] = ['ES256', 'RS256', 'PS256', 'EdDSA'];

  @ApiPropertyOptional({
    enum: TOKEN_TYPES,
    isArray: true,
    description:
      'Accepted tokens: `access_token` as RFC 9068 types them (`at+jwt`), `plain_access_token` of issuers that type them `JWT` or not at all, `id_token` of OpenID Connect.',
    default: ['access_token'],
    example: ['access_token'],
  })
  @IfGiven()
  @IsArray()
  @ArrayNotEmpty()
  @ArrayUnique()
  @IsIn(TOKEN_TYPES, { each: true })
  tokenTypes: TokenType[] = ['access_token'];

  @ApiPropertyOptional({
    type: [String],
    description: 'Clients to which alone the issuer may have given the token (`azp`, `client_id`). Absent: any.',
    example: ['report-writer'],
  })
  @IfGiven()
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(100)
  @IsString({ each: true })
  @MinLength(1, { each: true })
  @MaxLength(500, { each: true })
  authorizedParties?: string[];

  @ApiPropertyOptional({
    description: "Seconds by which the issuer's clock may be ahead. A token ends at its `exp` nevertheless.",
    minimum: 0,
    maximum: 120,
    default: 30,
    example: 30,
  })
  @IfGiven()
  @IsInt()
  @Min(0)
  @Max(120)
  clockSkewSeconds: number = 30;

  @ApiPropertyOptional({
    description: 'Where its keys are, for issuers without discovery.',
    maxLength: 500,
    example: 'https://idp.example/keys',
  })
  @IfGiven()
  @IsTrustworthyUrl()
  @MaxLength(500)
  jwksUri?: string;

  @ApiPropertyOptional({
    description: 'The claim that names the subject. It must never change, nor pass on to somebody else.',
    maxLength: 200,
    default: 'sub',
    example: 'sub',
  })
  @IfGiven()
  @IsClaimPath()
  subjectClaim: string = 'sub';
}

export class OAuthCredentials {
  @ApiProperty({
    description: 'The token that the issuer gave.',
    format: 'password',
    writeOnly: true,
    maxLength: 16_384,
    example: 'eyJhbGciOiJSUzI1NiIsInR5cCI6ImF0K2p3dCJ9.…',
  })
  @IsString()
  @MinLength(1)
  @MaxLength(16_384)
  token!: string;
}
