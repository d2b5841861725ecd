import { ApiProperty } from '@nestjs/swagger';
import { PageInfo } from '../../../common/http/page.js';
import type { Permission } from '../../permissions.js';
import type { SessionView } from '../session-view.js';

export class SessionResponse implements SessionView {
  @ApiProperty({
    format: 'uuid',
    description: 'Identifies the session; it is no secret.',
    example: '019a9f0e-8c3d-7a52-9b13-6f2a1dae5c44',
  })
  id!: string;

  @ApiProperty({
    format: 'uuid',
    description: 'The agent that logged in.',
    example: '019a9f0e-6a1c-7b6e-9d53-0d1f4c1b2a10',
  })
  agentId!: string;

  @ApiProperty({ description: 'Name of the auth method that proved it.', example: 'password' })
  method!: string;

  @ApiProperty({
    type: [String],
    nullable: true,
    description: 'What the login was narrowed to; null: whatever the agent may do.',
    example: null,
  })
  permissions!: readonly Permission[] | null;

  @ApiProperty({ description: 'Whether refreshing takes a DPoP proof of the key of the login.', example: false })
  boundToKey!: boolean;

  @ApiProperty({ description: 'When the agent logged in.', example: '2026-03-01T09:00:00.000Z' })
  createdAt!: Date;

  @ApiProperty({
    type: Date,
    nullable: true,
    description: 'When a refresh token was last exchanged.',
    example: '2026-03-01T09:14:00.000Z',
  })
  refreshedAt!: Date | null;

  @ApiProperty({ description: 'When it takes another login.', example: '2026-03-02T09:00:00.000Z' })
  expiresAt!: Date;
}

export class SessionPage {
  @ApiProperty({ description: 'Sessions in order of their start.', type: [SessionResponse] })
  data!: SessionResponse[];

  @ApiProperty({ description: 'Where the list goes on.', type: PageInfo })
  page!: PageInfo;
}
