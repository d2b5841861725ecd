import { Injectable, Module } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsString } from 'class-validator';
import { AUTH_METHOD, type AuthMethod, type Identity } from '../../src/auth/index.js';

class BadgeSettings {
  @ApiProperty({ description: 'Who issues the badges.' })
  @IsString()
  issuer!: string;

  @ApiProperty({ description: 'What a badge must show.', format: 'password', writeOnly: true })
  @IsString()
  stamp!: string;
}

class BadgeCredentials {
  @ApiProperty({ description: 'The badge: its holder and its stamp.' })
  @IsString()
  badge!: string;
}

/** Another team's method: it vouches for whoever holds a badge with the right stamp. */
@Injectable()
export class BadgeAuthMethod implements AuthMethod<BadgeSettings, BadgeCredentials> {
  readonly kind: string = 'badge';
  readonly description = 'A stamped badge.';
  readonly settingsDto = BadgeSettings;
  readonly credentialsDto = BadgeCredentials;

  authenticate(settings: BadgeSettings, { badge }: BadgeCredentials): Promise<Identity | undefined> {
    return this.validateToken(settings, badge);
  }

  async validateToken({ issuer, stamp }: BadgeSettings, token: string): Promise<Identity | undefined> {
    if (token === 'badge.outage') throw new Error('the badge office does not answer');
    const [, subject, shown] = /^badge\.(\w+)\.(\w+)$/.exec(token) ?? [];
    return subject !== undefined && shown === stamp ? { issuer, subject, claims: {} } : undefined;
  }
}

@Module({ providers: [AUTH_METHOD.provide(BadgeAuthMethod)] })
export class BadgeModule {}
