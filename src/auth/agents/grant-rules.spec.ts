import { PermissionSet } from '../permissions.js';
import type { Principal } from '../principal.js';
import { GrantRules } from './grant-rules.js';
import { DelegatedProofError } from './proof-rules.errors.js';

const principal: Principal = {
  ...{ agentId: 'me', agentName: 'me', agentType: 'bot', roles: [], method: 'password', basis: [] },
  permissions: new PermissionSet(['*']),
};
const rules = new GrantRules({} as never, {} as never, {} as never);

describe('whoever acts for somebody else', () => {
  it.each(['me', 'another'])('makes no lasting proof: of %s', (agentId) => {
    expect(() => rules.requireMayProve({ ...principal, actors: ['actor'] }, agentId)).toThrow(DelegatedProofError);
    expect(() => rules.requireMayProve({ ...principal, actors: [] }, agentId)).not.toThrow();
  });
});
