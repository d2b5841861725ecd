import { Injectable } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength, MinLength } from 'class-validator';
import type { AuthMethod, Identity } from '../auth-method.js';
import { PasswordsService } from '../passwords/passwords.service.js';

export class PasswordSettings {}

export class PasswordCredentials {
  @ApiProperty({ description: "The agent's name; case does not matter.", maxLength: 128, example: 'alice' })
  @IsString()
  @MinLength(1)
  @MaxLength(128)
  username!: string;

  @ApiProperty({
    description: 'The password.',
    format: 'password',
    writeOnly: true,
    maxLength: 256,
    example: 'correct-horse-battery',
  })
  @IsString()
  @MinLength(1)
  @MaxLength(256)
  password!: string;
}

/** Proves an agent by its name and password. */
@Injectable()
export class PasswordAuthMethod implements AuthMethod<PasswordSettings, PasswordCredentials> {
  readonly kind = 'password';
  readonly description = 'Name and password, kept by the registry as an argon2id hash.';
  readonly settingsDto = PasswordSettings;
  readonly credentialsDto = PasswordCredentials;

  constructor(private readonly passwords: PasswordsService) {}

  guessedName({ username }: PasswordCredentials): string {
    return username;
  }

  async authenticate(_: PasswordSettings, { username, password }: PasswordCredentials): Promise<Identity | undefined> {
    const proven = await this.passwords.verify(username, password);
    return proven && { agentId: proven.agentId };
  }
}
