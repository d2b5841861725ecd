import { ApiProperty } from '@nestjs/swagger';
import { IsUUID } from 'class-validator';
import type { DelegateRequest } from '../delegation.service.js';
import { VendCredentialRequest } from './vend-credential.request.js';

export class DelegateCredentialRequest extends VendCredentialRequest implements DelegateRequest {
  @ApiProperty({
    format: 'uuid',
    description: 'The agent that shall hold it.',
    example: '019531ed-02bb-7f10-a3c4-9d8e7f6a5b4c',
  })
  @IsUUID()
  agentId!: string;
}
