import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { CredentialGrantResponse } from '../../dto/credential-terms.response.js';
import { KeyConfirmationResponse } from '../../vending/dto/vended-credential.response.js';
import type { ActiveCredential } from '../validation.service.js';

export class InactiveCredentialResponse {
  @ApiProperty({ enum: [false], description: 'It is not good; why not is not told.', example: false })
  active!: false;
}

export class ActingAgentResponse {
  @ApiProperty({
    format: 'uuid',
    description: 'The agent that acts.',
    example: '019a9f0e-7b2d-7c10-8a44-1e2f3a4b5c6d',
  })
  sub!: string;

  @ApiPropertyOptional({ type: () => ActingAgentResponse, description: 'Who acted before it.' })
  act?: ActingAgentResponse;
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

  @ApiProperty({
    description: 'The path of the lease; no secret.',
    example:
      'tools/019531ee-11aa-7c3d-8b55-2f0a4c1d9e77/agents/019531ed-02bb-7f10-a3c4-9d8e7f6a5b4c/019531f0-7a52-7d2e-9c1b-5f2d8f5c7c11',
  })
  leaseId!: string;

  @ApiProperty({ description: "The agent's name.", example: 'planner' })
  agentName!: string;

  @ApiProperty({ description: "The tool's name.", example: 'getStock' })
  toolName!: string;

  @ApiProperty({
    description: 'For whom its token is: the URI of the tool in this registry where it is for the tool alone.',
    example: 'https://registry.example.com/api/v1/tools/019531ee-11aa-7c3d-8b55-2f0a4c1d9e77',
  })
  audience!: string;

  @ApiProperty({
    enum: ['Bearer', 'DPoP'],
    description: 'How the token must have been presented; `DPoP` (RFC 9449) where it is bound to a key.',
    example: 'Bearer',
  })
  tokenType!: 'Bearer' | 'DPoP';

  @ApiPropertyOptional({
    type: KeyConfirmationResponse,
    description: 'The key that whoever presented it must have proved to hold; absent where it is bound to none.',
  })
  cnf?: KeyConfirmationResponse;

  @ApiPropertyOptional({ type: ActingAgentResponse, description: 'Who acts for the agent (RFC 8693).' })
  act?: ActingAgentResponse;
}

export type ValidationResponse = ActiveCredentialResponse | InactiveCredentialResponse;

export function toValidationResponse(credential: ActiveCredential | undefined): ValidationResponse {
  if (!credential) return { active: false };
  const { id, ...rest } = credential;
  return { active: true, credentialId: id, ...rest };
}
