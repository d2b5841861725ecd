import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, IsOptional, IsString, MaxLength } from 'class-validator';
import { IgnoresUnknown } from '../../../common/http/ignores-unknown.decorator.js';
import { ClientForm } from './client.form.js';

const ACCESS_TOKEN = 'urn:ietf:params:oauth:token-type:access_token';
const RESOURCE = 'https://registry.example.com';

@IgnoresUnknown()
export class TokenForm extends ClientForm {
  @ApiProperty({
    description: 'How the client gets the token.',
    enum: ['client_credentials', 'urn:ietf:params:oauth:grant-type:token-exchange'],
    example: 'client_credentials',
  })
  @IsString()
  @MaxLength(128)
  grant_type!: string;

  @ApiPropertyOptional({
    description: 'Permissions, separated by spaces, that the token shall have. Default: all that may be had.',
    maxLength: 4096,
    example: 'tool:read tool:invoke',
  })
  @IsOptional()
  @IsString()
  @MaxLength(4096)
  scope?: string;

  @ApiPropertyOptional({
    type: [String],
    description: "What the token is for: this registry's public URL is the only one (RFC 8707).",
    maxItems: 10,
    example: [RESOURCE],
  })
  @IsOptional()
  @IsString({ each: true })
  @MaxLength(2048, { each: true })
  @ArrayMaxSize(10)
  resource?: string[];

  @ApiPropertyOptional({
    type: [String],
    description: 'As `resource`, for token exchange.',
    maxItems: 10,
    example: [RESOURCE],
  })
  @IsOptional()
  @IsString({ each: true })
  @MaxLength(2048, { each: true })
  @ArrayMaxSize(10)
  audience?: string[];

  @ApiPropertyOptional({
    description: 'Token exchange: an access token of the agent for whom the new token shall act.',
    maxLength: 4096,
    example: 'eyJhbGciOiJFUzI1NiIsInR5cCI6ImF0K2p3dCJ9...',
  })
  @IsOptional()
  @IsString()
  @MaxLength(4096)
  subject_token?: string;

  @ApiPropertyOptional({ description: 'Comes with `subject_token`.', example: ACCESS_TOKEN, maxLength: 128 })
  @IsOptional()
  @IsString()
  @MaxLength(128)
  subject_token_type?: string;

  @ApiPropertyOptional({
    description: "Token exchange: an access token of the agent that will act. Default: the client's agent.",
    maxLength: 4096,
    example: 'eyJhbGciOiJFUzI1NiIsInR5cCI6ImF0K2p3dCJ9...',
  })
  @IsOptional()
  @IsString()
  @MaxLength(4096)
  actor_token?: string;

  @ApiPropertyOptional({ description: 'Comes with `actor_token`.', example: ACCESS_TOKEN, maxLength: 128 })
  @IsOptional()
  @IsString()
  @MaxLength(128)
  actor_token_type?: string;

  @ApiPropertyOptional({
    description: 'Token exchange: an access token is all that can be had.',
    example: ACCESS_TOKEN,
    maxLength: 128,
  })
  @IsOptional()
  @IsString()
  @MaxLength(128)
  requested_token_type?: string;
}
