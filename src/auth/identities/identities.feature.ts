import type { Feature } from '../feature.js';
import { ExternalIdentitiesRepository } from './external-identities.repository.js';
import { ExternalIdentity } from './external-identity.entity.js';

export const IDENTITIES: Feature = {
  entities: [ExternalIdentity],
  providers: [ExternalIdentitiesRepository],
};
