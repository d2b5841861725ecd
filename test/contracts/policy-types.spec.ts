import { PolicyTypes } from '../../src/policy/index.js';
import { OwnerPolicy } from '../../src/policy/types/owner.policy.js';
import { RoleBasedPolicy } from '../../src/policy/types/role-based.policy.js';
import { TimeBasedPolicy } from '../../src/policy/types/time-based.policy.js';
import { describePolicyType, type PolicyTypeSamples } from '../../src/sdk/testing.js';
import { BusinessHoursPolicy } from '../../examples/business-hours-policy/index.js';
import type { PolicyType } from '../../src/policy/index.js';
import { startTestRegistry } from '../support/registry.js';

const workdays = { zone: 'Europe/Berlin', weekdays: [1, 2, 3, 4, 5], windows: [{ from: '08:00', to: '18:00' }] };

const POLICY_TYPES: readonly [PolicyType, PolicyTypeSamples][] = [
  [
    new RoleBasedPolicy(),
    {
      settings: [{ roles: 'any' }, { roles: [] }, { roles: ['user', 'constructor'] }],
      refused: [{}, { roles: 'all' }, { roles: [7] }, { roles: null }],
    },
  ],
  [
    new TimeBasedPolicy(),
    {
      settings: [
        workdays,
        { ...workdays, windows: [{ from: '22:00', to: '06:00' }] },
        { ...workdays, zone: 'Pacific/Apia' },
      ],
      refused: [
        {},
        { ...workdays, zone: 'Nowhere/Town' },
        { ...workdays, weekdays: [0] },
        { ...workdays, windows: [{ from: '25:00', to: '26:00' }] },
      ],
    },
  ],
  [new OwnerPolicy(), { settings: [{}] }],
  [
    new BusinessHoursPolicy(),
    {
      settings: [
        { opensAt: 8, closesAt: 18 },
        { opensAt: 0, closesAt: 24 },
      ],
      refused: [{}, { opensAt: 8 }, { opensAt: -1, closesAt: 25 }],
    },
  ],
];

describe.each(POLICY_TYPES)('the policy type %#', (type, samples) => {
  describe(type.kind, () => describePolicyType(type, samples));
});

it('leaves no installed policy type out', async () => {
  const registry = await startTestRegistry();
  const installed = registry.app
    .get(PolicyTypes)
    .list()
    .map((it) => it.kind);
  await registry.close();
  expect(POLICY_TYPES.map(([it]) => it.kind)).toEqual(expect.arrayContaining(installed));
});
