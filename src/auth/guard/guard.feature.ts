import { APP_FILTER } from '@nestjs/core';
import type { Feature } from '../../common/feature.js';
import { AccessGuard } from './access.guard.js';
import { AccessRefusalFilter } from './access-refusal.filter.js';
import { Authenticator } from './authenticator.js';
import { Challenges } from './challenges.js';

export const GUARD: Feature = {
  providers: [AccessGuard, Authenticator, Challenges, { provide: APP_FILTER, useClass: AccessRefusalFilter }],
};
