import { SetMetadata } from '@nestjs/common';

export const LIMIT_CLASS = Symbol('LIMIT_CLASS');

/**
 * What an attacker would repeat: logging in, getting tokens by OAuth, making or trying credentials. Each class has a
 * narrower limit of its own, and is refused, not waved through, while the shared limits cannot be counted.
 */
export type LimitClass = 'login' | 'token' | 'credential' | 'validation';

export const LimitClass = (limitClass: LimitClass) => SetMetadata(LIMIT_CLASS, limitClass);
