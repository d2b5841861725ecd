import { ApiProperty } from '@nestjs/swagger';
import { PageInfo } from '../../../common/http/page.js';
import type { Permission } from '../../permissions.js';
import type { ApiKeyView } from '../api-key-view.js';

export class ApiKeyResponse implements ApiKeyView {
  @ApiProperty({
    format: 'uuid',
    description: 'Identifies the key; it is no secret.',
    example: '019a9f0e-7b2d-7c11-8a02-5e1f0c9d4b33',
  })
  id!: string;

  @ApiProperty({
    format: 'uuid',
    description: 'The agent that it proves.',
    example: '019a9f0e-6a1c-7b6e-9d53-0d1f4c1b2a10',
  })
  agentId!: string;

  @ApiProperty({ description: 'What it is for.', example: 'nightly report' })
  name!: string;

  @ApiProperty({ description: 'Its first and last characters, to tell keys apart.', example: 'trk_4QmH…x0Zt' })
  hint!: string;

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
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The key that it was made with: it ends when that one is revoked.',
    example: null,
  })
  madeWithId!: string | null;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The key that it took the place of by rotation.',
    example: null,
  })
  replacesId!: string | null;

  @ApiProperty({ description: 'Counts its changes; the ETag is made of it.', example: 1 })
  revision!: number;

  @ApiProperty({ description: 'When it was made.', example: '2026-03-01T09:00:00.000Z' })
  createdAt!: Date;

  @ApiProperty({ type: Date, nullable: true, description: 'When it ends by itself.', example: null })
  expiresAt!: Date | null;

  @ApiProperty({ type: Date, nullable: true, description: 'When it was revoked.', example: null })
  revokedAt!: Date | null;

  @ApiProperty({ type: Date, nullable: true, description: 'When it was last used, to the minute.', example: null })
  lastUsedAt!: Date | null;
}

export class CreatedApiKeyResponse extends ApiKeyResponse {
  @ApiProperty({ description: 'The key. It is shown this once and kept nowhere.', example: 'trk_4QmHb0…' })
  key!: string;
}

export class ApiKeyPage {
  @ApiProperty({ description: 'Keys in order of creation.', type: [ApiKeyResponse] })
  data!: ApiKeyResponse[];

  @ApiProperty({ description: 'Where the list goes on.', type: PageInfo })
  page!: PageInfo;
}
