import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { PageInfo } from '../../../common/http/page.js';
import type { Permission } from '../../permissions.js';
import type { OAuthClientView } from '../oauth-client-view.js';
import { CLIENT_AUTHENTICATIONS, type ClientAuthentication } from '../oauth-client.entity.js';
import { JwkSetResponse } from './jwk-set.response.js';

export class OAuthClientResponse implements OAuthClientView {
  @ApiProperty({
    format: 'uuid',
    description: 'The `client_id`; it is no secret.',
    example: '019a9f0e-8c3d-7e21-9b14-6f2a1d0c5e44',
  })
  id!: string;

  @ApiProperty({
    format: 'uuid',
    description: 'The agent that it proves.',
    example: '019a9f0e-6a1c-7b6e-9d53-0d1f4c1b2a10',
  })
  agentId!: string;

  @ApiProperty({ description: 'What it is for.', example: 'report runner' })
  name!: string;

  @ApiProperty({ enum: CLIENT_AUTHENTICATIONS, description: 'How it proves itself.', example: 'client_secret' })
  authentication!: ClientAuthentication;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'First and last characters of its secret; null where it has keys.',
    example: 'trs_4QmH…x0Zt',
  })
  secretHint!: string | null;

  @ApiProperty({
    type: Date,
    nullable: true,
    description: 'When the secret before the last rotation ends; null: it has ended.',
    example: null,
  })
  previousSecretEndsAt!: Date | null;

  @ApiProperty({ type: JwkSetResponse, nullable: true, description: 'Its public keys; null where it has a secret.' })
  jwks!: JwkSetResponse | null;

  @ApiProperty({
    type: [String],
    nullable: true,
    description: 'What it is narrowed to; null: whatever the agent may do.',
    example: ['self:read', 'tool:read'],
  })
  permissions!: readonly Permission[] | null;

  @ApiProperty({
    type: [String],
    nullable: true,
    description: 'Addresses and CIDR ranges from which alone it may be used; null: any.',
    example: ['10.20.0.0/16'],
  })
  allowedAddresses!: readonly string[] | null;

  @ApiProperty({
    type: [String],
    description: 'Ids of the keys and clients of the same agent that it was made with: it ends with any of them.',
    example: [],
  })
  madeWith!: readonly string[];

  @ApiProperty({ description: 'Counts its changes; the ETag is made of it.', example: 1 })
  revision!: number;

  @ApiProperty({ description: 'When it was made.', example: '2026-03-01T09:00:00.000Z' })
  createdAt!: Date;

  @ApiProperty({ type: Date, nullable: true, description: 'When it ends by itself.', example: null })
  expiresAt!: Date | null;

  @ApiProperty({ type: Date, nullable: true, description: 'When it was revoked.', example: null })
  revokedAt!: Date | null;

  @ApiProperty({ type: Date, nullable: true, description: 'When it last proved itself, to the minute.', example: null })
  lastUsedAt!: Date | null;
}

export class CreatedOAuthClientResponse extends OAuthClientResponse {
  @ApiPropertyOptional({
    description: 'Its secret, where it has one. It is shown this once and kept nowhere.',
    example: 'trs_4QmHb0…',
  })
  clientSecret?: string;
}

export class RotatedOAuthClientResponse extends OAuthClientResponse {
  @ApiProperty({
    description: 'The new secret. It is shown this once and kept nowhere.',
    example: 'trs_9XcVn2…',
  })
  clientSecret!: string;
}

export class OAuthClientPage {
  @ApiProperty({ description: 'Clients in order of creation.', type: [OAuthClientResponse] })
  data!: OAuthClientResponse[];

  @ApiProperty({ description: 'Where the list goes on.', type: PageInfo })
  page!: PageInfo;
}
