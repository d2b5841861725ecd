import type { Feature } from '../../common/feature.js';
import { DpopProofs } from './dpop-proofs.js';

export const DPOP: Feature = {
  providers: [DpopProofs],
};
