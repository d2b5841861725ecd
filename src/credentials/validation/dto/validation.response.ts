import { ApiProperty } from '@nestjs/swagger';
import type { ActiveCredential } from '../credential-uses.repository.js';
import { CredentialGrantResponse } from '../../dto/credential-terms.response.js';

export class InactiveCredentialResponse {
  @ApiProperty({ enum: [false], description: 'It is not good; why not is not told.', example: false })
  active!: false;
}

export class ActiveCredentialResponse extends CredentialGrantResponse {
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

  @ApiProperty({ description: "The agent's name.", example: 'planner' })
  agentName!: string;

  @ApiProperty({ description: "The tool's name.", example: 'getStock' })
  toolName!: string;
}

export type ValidationResponse = ActiveCredentialResponse | InactiveCredentialResponse;

export function toValidationResponse(credential: ActiveCredential | undefined): ValidationResponse {
  if (!credential) return { active: false };
  const { id, ...rest } = credential;
  return { active: true, credentialId: id, ...rest };
}
