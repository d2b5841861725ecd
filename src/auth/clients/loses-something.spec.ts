import type { ClientJwk } from './client-jwk.js';
import { losesSomething } from './loses-something.js';

const key = (kid: string, x = 'x'): ClientJwk => ({ kid, kty: 'OKP', crv: 'Ed25519', x });
const jwks = (...keys: ClientJwk[]) => ({ keys });
const reach = (changed: Partial<Parameters<typeof losesSomething>[0]>) => ({
  ...{ permissions: null, allowedAddresses: null, jwks: null },
  ...changed,
});

describe('losesSomething', () => {
  it.each([
    [{}, {}, false],
    [{ permissions: ['tool:read'] }, { permissions: null }, false],
    [{ permissions: null }, { permissions: ['*'] }, true],
    [{ permissions: ['tool:read:a'] }, { permissions: ['tool:*'] }, false],
    [{ permissions: ['tool:*'] }, { permissions: ['tool:read', 'tool:invoke'] }, true],
    [{ permissions: ['tool:read'] }, { permissions: [] }, true],
    [{ allowedAddresses: ['10.0.0.0/8'] }, { allowedAddresses: null }, false],
    [{ allowedAddresses: null }, { allowedAddresses: ['0.0.0.0/0', '::/0'] }, true],
    [{ allowedAddresses: ['10.1.0.0/16'] }, { allowedAddresses: ['10.0.0.0/8'] }, false],
    [{ allowedAddresses: ['10.0.0.0/8'] }, { allowedAddresses: ['10.1.0.0/16'] }, true],
    [{ jwks: jwks(key('1')) }, { jwks: jwks(key('2'), key('1')) }, false],
    [{ jwks: jwks(key('1'), key('2')) }, { jwks: jwks(key('2')) }, true],
    [{ jwks: jwks(key('1')) }, { jwks: jwks(key('1', 'y')) }, true],
  ])('from %j to %j: %s', (before, after, expected) => {
    expect(losesSomething(reach(before), reach(after))).toBe(expected);
  });
});
