import type { LimitClass } from './limit-class.decorator.js';

/** One limit: so many requests a minute by each address or agent, counted together for all routes that it covers. */
export interface Limit {
  /** As the `RateLimit` headers call it. */
  readonly name: string;
  readonly by: 'address' | 'principal';
  readonly perMinute: number;
  /** Absent: every route. */
  readonly limitClass?: LimitClass;
}

/** The settings that limits need of the environment. */
export interface LimitSettings {
  readonly REDIS_URL?: string;
  readonly RATE_LIMIT_ADDRESS_PER_MINUTE: number;
  readonly RATE_LIMIT_PRINCIPAL_PER_MINUTE: number;
  readonly RATE_LIMIT_LOGIN_PER_MINUTE: number;
  readonly RATE_LIMIT_TOKEN_PER_MINUTE: number;
  readonly RATE_LIMIT_CREDENTIAL_PER_MINUTE: number;
  readonly RATE_LIMIT_VALIDATION_PER_MINUTE: number;
}

/** The limits of one registry. */
export class Limits {
  private readonly all: readonly Limit[];

  constructor(settings: LimitSettings) {
    this.all = [
      { name: 'address', by: 'address', perMinute: settings.RATE_LIMIT_ADDRESS_PER_MINUTE },
      { name: 'login', by: 'address', perMinute: settings.RATE_LIMIT_LOGIN_PER_MINUTE, limitClass: 'login' },
      { name: 'token', by: 'address', perMinute: settings.RATE_LIMIT_TOKEN_PER_MINUTE, limitClass: 'token' },
      { name: 'principal', by: 'principal', perMinute: settings.RATE_LIMIT_PRINCIPAL_PER_MINUTE },
      {
        name: 'credential',
        by: 'principal',
        perMinute: settings.RATE_LIMIT_CREDENTIAL_PER_MINUTE,
        limitClass: 'credential',
      },
      {
        name: 'validation',
        by: 'principal',
        perMinute: settings.RATE_LIMIT_VALIDATION_PER_MINUTE,
        limitClass: 'validation',
      },
    ];
  }

  /** Those that a route of this class is under, the wider first. */
  applying(by: Limit['by'], limitClass: LimitClass | undefined): readonly Limit[] {
    return this.all.filter((it) => it.by === by && (it.limitClass === undefined || it.limitClass === limitClass));
  }
}
