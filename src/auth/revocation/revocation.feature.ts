import type { Feature } from '../../common/feature.js';
import { ExpiredRevocations } from './expired-revocations.js';
import { Revocation } from './revocation.entity.js';
import { Revocations } from './revocations.js';
import { RevocationsRepository } from './revocations.repository.js';

export const REVOCATION: Feature = {
  entities: [Revocation],
  providers: [ExpiredRevocations, Revocations, RevocationsRepository],
};
