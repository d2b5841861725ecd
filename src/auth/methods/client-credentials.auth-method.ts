import { Injectable } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsString, MaxLength, MinLength, ValidateIf } from 'class-validator';
import type { AuthMethod, Identity } from '../auth-method.js';
import { ASSERTION_TYPE } from '../clients/client-assertions.js';
import { ClientAuthenticator } from '../clients/client-authenticator.js';
import { CLIENT_CREDENTIALS } from '../clients/client-logins.js';

export class ClientCredentialsSettings {}

export class ClientCredentials {
  @ApiProperty({
    description: "The client's id.",
    maxLength: 64,
    example: '019a9f0e-8c3d-7e21-9b14-6f2a1d0c5e44',
  })
  @IsString()
  @MinLength(1)
  @MaxLength(64)
  clientId!: string;

  @ApiPropertyOptional({
    description: 'Its secret, as it was shown when it was made; for clients that have one.',
    format: 'password',
    writeOnly: true,
    maxLength: 128,
    example: 'trs_4QmHb0...',
  })
  @ValidateIf(({ clientSecret, clientAssertion }: ClientCredentials) => clientSecret !== undefined || !clientAssertion)
  @IsString()
  @MinLength(1)
  @MaxLength(128)
  clientSecret?: string;

  @ApiPropertyOptional({
    description: 'In place of the secret, for clients that have keys: a JWT that it has signed just now (RFC 7523).',
    format: 'password',
    writeOnly: true,
    maxLength: 4096,
    example: 'eyJhbGciOiJFUzI1NiIsImtpZCI6IjEifQ...',
  })
  @ValidateIf(({ clientAssertion }: ClientCredentials) => clientAssertion !== undefined)
  @IsString()
  @MinLength(1)
  @MaxLength(4096)
  clientAssertion?: string;
}

/** Proves an agent by one of its OAuth clients: a secret, or an assertion signed by the client's key. */
@Injectable()
export class ClientCredentialsAuthMethod implements AuthMethod<ClientCredentialsSettings, ClientCredentials> {
  readonly kind = CLIENT_CREDENTIALS;
  readonly description = 'An OAuth client of an agent, by its secret or by a JWT that it signs (private_key_jwt).';
  readonly settingsDto = ClientCredentialsSettings;
  readonly credentialsDto = ClientCredentials;

  constructor(private readonly clients: ClientAuthenticator) {}

  /** One proof at a time (RFC 6749 §2.3): who shows both proves nothing. */
  async authenticate(_: ClientCredentialsSettings, shown: ClientCredentials): Promise<Identity | undefined> {
    const { clientId, clientSecret: secret, clientAssertion: assertion } = shown;
    if (assertion === undefined)
      return secret === undefined ? undefined : this.clients.authenticate({ clientId, secret });
    if (secret !== undefined) return undefined;
    return this.clients.authenticate({ clientId, assertion, assertionType: ASSERTION_TYPE });
  }
}
