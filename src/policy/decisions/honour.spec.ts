import { ACTIONS } from '../policy-type.js';
import type { Judgement, Obligations } from './decision.js';
import { type Enforcement, honour } from './honour.js';

function honoured(obligations: Obligations, enforcement: Enforcement, allowed = true): Judgement {
  const reason = { code: allowed ? 'PERMITTED' : 'NO_PERMIT', detail: '' } as const;
  return honour({ allowed, reason, obligations, trace: [] }, enforcement);
}

describe('honouring obligations', () => {
  it.each<[string, Obligations, readonly string[]]>([
    ['nothing', {}, ACTIONS],
    ['caps and redactions', { maxTtlSeconds: 1, maxUses: 1, redact: ['/a'], notes: ['x'] }, ACTIONS],
    ['scopes with invoke', { scopes: ['invoke', 'read'] }, ACTIONS],
    ['scopes without invoke', { scopes: ['read'] }, ['discover', 'describe', 'vend', 'manage']],
    ['no scopes', { scopes: [] }, ['discover', 'describe', 'vend', 'manage']],
    ['a bound key', { boundKey: true }, ['discover']],
  ])('leaves, of %s, what the action can do', (_case, obligations, expected) => {
    expect(ACTIONS.filter((action) => honoured(obligations, { action }).allowed)).toEqual(expected);
  });

  it('takes a proven key for every action: what is vended is bound to it', () => {
    const able = ACTIONS.filter((action) => honoured({ boundKey: true }, { action, keyProven: true }).allowed);
    expect(able).toEqual(ACTIONS);
  });

  it('says what cannot be honoured, and keeps the notes', () => {
    const { reason, obligations } = honoured({ boundKey: true, maxUses: 1, notes: ['payroll'] }, { action: 'vend' });
    expect(reason.code).toBe('OBLIGATION_NOT_HONOURED');
    expect(obligations).toEqual({ notes: ['payroll'] });
  });

  it('leaves a no as it is', () => {
    expect(honoured({}, { action: 'invoke' }, false).reason.code).toBe('NO_PERMIT');
  });
});
