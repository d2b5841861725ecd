import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsString, IsUUID, Matches, MaxLength } from 'class-validator';
import { IfGiven } from '../../../common/http/if-given.decorator.js';
import { RevokeRequest } from './revoke.request.js';

const UUID = '[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}';
const PREFIX = new RegExp(`^tools/${UUID}(?:/agents/${UUID}(?:/${UUID})?)?$`);

/** Exactly one beside the reason. */
export class RevokeCredentialsRequest extends RevokeRequest {
  @ApiPropertyOptional({
    format: 'uuid',
    description: 'A credential: one of your own, or with `credential:manage` any.',
    example: '019531f0-6c1e-7d35-b2c9-a05f4e8d7c6b',
  })
  @IfGiven()
  @IsUUID()
  id?: string;

  @ApiPropertyOptional({
    format: 'password',
    writeOnly: true,
    description: 'The accessor that came with a credential, whosever that is.',
    example: 'tra_3xampl3000000000000000000000000000000000000000000',
    maxLength: 128,
  })
  @IfGiven()
  @IsString()
  @MaxLength(128)
  accessor?: string;

  @ApiPropertyOptional({
    format: 'password',
    writeOnly: true,
    description: 'The token of a credential: one of your own, or with `credential:manage` any.',
    example: 'trc_3xampl3000000000000000000000000000000000000000000',
    maxLength: 4096,
  })
  @IfGiven()
  @IsString()
  @MaxLength(4096)
  token?: string;

  @ApiPropertyOptional({
    description: 'Whole segments that lease ids begin with: a tool, or an agent at a tool. Needs `credential:manage`.',
    example: 'tools/019531f0-1b2c-7a4d-8e6f-1a2b3c4d5e6f/agents/019531ed-02bb-7f10-a3c4-9d8e7f6a5b4c',
    maxLength: 200,
  })
  @IfGiven()
  @IsString()
  @MaxLength(200)
  @Matches(PREFIX, { message: 'prefix must be tools/<toolId>, optionally with /agents/<agentId>, and then /<id>' })
  prefix?: string;

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'An agent: all that it holds, and all by which it acts for another. Needs `credential:manage`.',
    example: '019531ed-02bb-7f10-a3c4-9d8e7f6a5b4c',
  })
  @IfGiven()
  @IsUUID()
  agentId?: string;

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'A tool: all that was vended for it. Needs `credential:manage`.',
    example: '019531f0-1b2c-7a4d-8e6f-1a2b3c4d5e6f',
  })
  @IfGiven()
  @IsUUID()
  toolId?: string;

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'A policy: all that it let be vended. Needs `credential:manage`.',
    example: '019531ee-4d3c-7b2a-9f8e-7d6c5b4a3f2e',
  })
  @IfGiven()
  @IsUUID()
  policyId?: string;

  @ApiPropertyOptional({
    format: 'uuid',
    description:
      'A credential: the whole tree of delegations that it belongs to, from its first. That must be your own, unless ' +
      'you have `credential:manage`.',
    example: '019531f0-6c1e-7d35-b2c9-a05f4e8d7c6b',
  })
  @IfGiven()
  @IsUUID()
  tree?: string;
}
