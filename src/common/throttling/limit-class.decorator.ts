import { SetMetadata } from '@nestjs/common';

export const LIMIT_CLASS = Symbol('LIMIT_CLASS');

/**
 * What an attacker would repeat: `login` has a narrow limit by address of its own, and both classes are refused, not
 * waved through, while the shared limits cannot be counted.
 */
export type LimitClass = 'login' | 'credential';

export const LimitClass = (limitClass: LimitClass) => SetMetadata(LIMIT_CLASS, limitClass);
