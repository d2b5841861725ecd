import { Injectable } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength, MinLength } from 'class-validator';
import { ApiKeyVerifier } from '../api-keys/api-key-verifier.js';
import type { AuthMethod, Identity } from '../auth-method.js';

export class ApiKeySettings {}

export class ApiKeyCredentials {
  @ApiProperty({
    description: 'The key, as it was shown when it was made.',
    format: 'password',
    writeOnly: true,
    maxLength: 128,
    example: 'trk_4QmHb0...',
  })
  @IsString()
  @MinLength(1)
  @MaxLength(128)
  key!: string;
}

/** Proves an agent by one of its API keys, exchanged for an access token or presented as the bearer token itself. */
@Injectable()
export class ApiKeyAuthMethod implements AuthMethod<ApiKeySettings, ApiKeyCredentials> {
  readonly kind = 'api_key';
  readonly description = 'A long-lived key of an agent, narrowed to permissions and addresses, revocable.';
  readonly settingsDto = ApiKeySettings;
  readonly credentialsDto = ApiKeyCredentials;

  constructor(private readonly keys: ApiKeyVerifier) {}

  authenticate(settings: ApiKeySettings, { key }: ApiKeyCredentials): Promise<Identity | undefined> {
    return this.validateToken(settings, key);
  }

  async validateToken(_: ApiKeySettings, token: string): Promise<Identity | undefined> {
    const key = await this.keys.verify(token);
    if (!key) return undefined;
    const { id, agentId, permissions, allowedAddresses, expiresAt } = key;
    return {
      agentId,
      limits: {
        ...(permissions && { permissions }),
        ...(expiresAt && { expiresAt }),
        ...(allowedAddresses && { addresses: allowedAddresses }),
        basis: [id],
      },
    };
  }
}
