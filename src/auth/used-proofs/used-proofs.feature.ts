import type { Feature } from '../../common/feature.js';
import { UsedProof } from './used-proof.entity.js';
import { UsedProofs } from './used-proofs.js';
import { UsedProofsRepository } from './used-proofs.repository.js';

export const USED_PROOFS: Feature = {
  entities: [UsedProof],
  providers: [UsedProofs, UsedProofsRepository],
};
