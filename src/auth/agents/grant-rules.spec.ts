import { PermissionSet } from '../permissions.js';
import type { Principal } from '../principal.js';
import { GrantRules } from './grant-rules.js';
import { FullProofRequiredError } from '../passwords/passwords.errors.js';
import { DelegatedProofError } from './proof-rules.errors.js';

const principal: Principal = {
  ...{ agentId: 'me', agentName: 'me', agentType: 'bot', roles: [], method: 'password', basis: [], epochs: [] },
  permissions: new PermissionSet(['*']),
};
const fullProof = { require: jest.fn() };
const rules = new GrantRules({} as never, {} as never, {} as never, fullProof as never);

describe('whoever acts for somebody else', () => {
  it.each(['me', 'another'])('makes no lasting proof: of %s', async (agentId) => {
    const acting = rules.requireMayProve({ ...principal, actors: ['actor'] }, agentId);
    await expect(acting).rejects.toThrow(DelegatedProofError);
    await expect(rules.requireMayProve({ ...principal, actors: [] }, agentId)).resolves.toBeUndefined();
  });
});

describe('whoever presents what ends or serves at some addresses alone', () => {
  it.each([{ proofEndsAt: new Date() }, { addresses: ['192.0.2.0/24'] }])('proves nobody else for good: %j', (bound) =>
    expect(rules.requireMayProve({ ...principal, ...bound }, 'another')).rejects.toThrow(FullProofRequiredError),
  );
});
