import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Clock } from '../../common/clock.js';
import { Environment } from '../../config/environment.js';
import { RevocationsRepository } from './revocations.repository.js';

const TEN_MINUTES = 600_000;

/** Forgets revocations once nothing rests on them: a credential may outlive the access token that it was vended to. */
@Injectable()
export class ExpiredRevocations {
  constructor(
    private readonly repository: RevocationsRepository,
    private readonly clock: Clock,
    private readonly environment: Environment,
  ) {}

  @Interval(TEN_MINUTES)
  async forget(): Promise<void> {
    const longestCredential = this.environment.CREDENTIAL_MAX_TTL_SECONDS * 1000;
    await this.repository.forgetExpired(new Date(this.clock.now().getTime() - longestCredential));
  }
}
