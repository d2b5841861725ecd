import { ApiProperty } from '@nestjs/swagger';
import type { ActiveCredential } from '../credential-uses.repository.js';

export class InactiveCredentialResponse {
  @ApiProperty({ enum: [false], description: 'It is not good; why not is not told.', example: false })
  active!: false;
}

export class ActiveCredentialResponse {
  @ApiProperty({
    enum: [true],
    description: 'It is good, and one use was taken where uses are counted.',
    example: true,
  })
  active!: true;

  @ApiProperty({
    format: 'uuid',
    description: 'Identifies the credential; no secret.',
    example: '019531f0-7a52-7d2e-9c1b-5f2d8f5c7c11',
  })
  credentialId!: string;

  @ApiProperty({
    format: 'uuid',
    description: 'The agent that holds it.',
    example: '019531ed-02bb-7f10-a3c4-9d8e7f6a5b4c',
  })
  agentId!: string;

  @ApiProperty({ description: "The agent's name.", example: 'planner' })
  agentName!: string;

  @ApiProperty({
    format: 'uuid',
    description: 'The only tool it opens.',
    example: '019531ee-11aa-7c3d-8b55-2f0a4c1d9e77',
  })
  toolId!: string;

  @ApiProperty({ description: "The tool's name.", example: 'getStock' })
  toolName!: string;

  @ApiProperty({ type: [String], description: 'What it opens of the tool.', example: ['invoke', 'forecast:read'] })
  scopes!: string[];

  @ApiProperty({
    type: String,
    format: 'date-time',
    description: 'Since when it is good.',
    example: '2026-03-01T12:00:00.000Z',
  })
  issuedAt!: Date;

  @ApiProperty({
    type: String,
    format: 'date-time',
    description: 'When it ends by itself.',
    example: '2026-03-01T12:05:00.000Z',
  })
  expiresAt!: Date;
}

export type ValidationResponse = ActiveCredentialResponse | InactiveCredentialResponse;

export function toValidationResponse(credential: ActiveCredential | undefined): ValidationResponse {
  if (!credential) return { active: false };
  const { id, ...rest } = credential;
  return { active: true, credentialId: id, ...rest };
}
