import { verificationKey } from '../jws/verification-key.js';
import { ASSERTION_ALGORITHMS, type ClientJwk, isFor } from './client-jwk.js';
import { DecoyKeys } from './decoy-keys.js';

describe('DecoyKeys', () => {
  const decoys = new DecoyKeys();

  it.each(ASSERTION_ALGORITHMS)('has a key for %s that costs as much work as a right one', (algorithm) => {
    const decoy = decoys.of(algorithm);
    expect(verificationKey(decoy, algorithm)).toBeDefined();
    expect(isFor(decoy as ClientJwk, algorithm)).toBe(true);
  });
});
