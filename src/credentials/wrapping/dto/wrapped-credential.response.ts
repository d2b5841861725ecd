import { ApiProperty } from '@nestjs/swagger';
import type { WrappedUnder } from '../wrapping.service.js';
import { WrappingResponse } from './wrapping.response.js';

/** A wrapping, and the token that opens it. */
export class WrapInfoResponse extends WrappingResponse {
  @ApiProperty({
    format: 'uuid',
    description: 'Identifies the wrapping in the audit; no secret.',
    example: '019531f0-7a52-7d2e-9c1b-5f2d8f5c7c12',
  })
  id!: string;

  @ApiProperty({
    format: 'password',
    description: 'Opens the answer, once. Shown this once.',
    example: 'trw_3xampl3000000000000000000000000000000000000000000',
  })
  token!: string;
}

/** With it whoever asked can end the credential, but not use it. */
export class WrapInfoWithAccessorResponse extends WrapInfoResponse {
  @ApiProperty({
    format: 'password',
    description: 'The accessor of the wrapped credential. Shown this once.',
    example: 'tra_3xampl3000000000000000000000000000000000000000000',
  })
  wrappedAccessor!: string;
}

export class WrappedCredentialResponse {
  @ApiProperty({
    format: 'uuid',
    description: 'Identifies the wrapped credential; no secret.',
    example: '019531f0-7a52-7d2e-9c1b-5f2d8f5c7c11',
  })
  id!: string;

  @ApiProperty({ type: WrapInfoWithAccessorResponse, description: 'What opens it, once.' })
  wrapInfo!: WrapInfoWithAccessorResponse;

  static of(wrapped: WrappedUnder, wrappedAccessor: string): WrappedCredentialResponse {
    return { id: wrapped.wrapping.credentialId, wrapInfo: { ...wrapInfoOf(wrapped), wrappedAccessor } };
  }
}

export function wrapInfoOf({ wrapping, token }: WrappedUnder): WrapInfoResponse {
  return { id: wrapping.id, token, ...WrappingResponse.of(wrapping) };
}
