import { requestAbout, toolOf } from '../../../test/support/policies.js';
import { settingsSchema } from '../../common/extensions/settings-schema.js';
import { parseSettings } from '../../common/extensions/settings.js';
import { RoleBasedPolicy } from './role-based.policy.js';

const policy = new RoleBasedPolicy();

describe('role_based', () => {
  it.each<['any' | string[], string[], string]>([
    ['any', [], 'match'],
    ['any', ['user'], 'match'],
    [[], ['user', 'admin'], 'no_match'],
    [['user'], ['user'], 'match'],
    [['admin', 'user'], ['user'], 'match'],
    [['admin'], ['user'], 'no_match'],
    [['admin'], ['Admin'], 'no_match'],
    [['any'], ['user'], 'no_match'],
  ])('roles %j, an agent with %j: %s', (roles, held, outcome) => {
    const subject = { id: 'agent-1', name: 'agent', type: 'bot', roles: held };
    expect(policy.evaluate({ roles }, requestAbout(toolOf('tool-1'), { subject })).outcome).toBe(outcome);
  });

  it.each<[object]>([
    [{}],
    [{ roles: null }],
    [{ roles: 'all' }],
    [{ roles: [1] }],
    [{ roles: [''] }],
    [{ roles: ['Admin'] }],
    [{ roles: ['x'.repeat(65)] }],
    [{ roles: Array(101).fill('user') }],
    [{ roles: 'any', role: 'user' }],
  ])('refuses the settings %j', async (settings) => {
    await expect(parseSettings(policy, settings)).rejects.toMatchObject({ code: 'VALIDATION_FAILED' });
  });

  it('describes its settings by a schema', () => {
    expect(settingsSchema(policy.settingsDto)).toMatchObject({
      type: 'object',
      required: ['roles'],
      properties: { roles: { oneOf: [{ enum: ['any'] }, { type: 'array' }] } },
    });
  });
});
