import { standardObligations } from './standard-obligations.js';

describe('obligations as enforcement points read them', () => {
  it('tell what is to be seen to, and not what is kept here', () => {
    const all = {
      maxTtlSeconds: 60,
      maxUses: 1,
      scopes: ['read'],
      boundKey: true,
      redact: ['/iban'],
      notes: ['x'],
    } as const;
    expect(standardObligations(all)).toEqual([
      { id: 'cap_ttl', type: 'cap_ttl', properties: { seconds: 60 } },
      { id: 'cap_uses', type: 'cap_uses', properties: { uses: 1 } },
      { id: 'narrow_scopes', type: 'narrow_scopes', properties: { scopes: ['read'] } },
      { id: 'require_bound_key', type: 'require_bound_key', properties: {} },
      { id: 'redact', type: 'redact', properties: { fields: ['/iban'] } },
    ]);
  });

  it('are none where there is nothing to do', () => {
    expect(standardObligations({})).toEqual([]);
  });

  it('keep an empty list of scopes, which grants nothing', () => {
    expect(standardObligations({ scopes: [] })).toMatchObject([{ properties: { scopes: [] } }]);
  });
});
