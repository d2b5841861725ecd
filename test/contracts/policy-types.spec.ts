import { PolicyTypes } from '../../src/policy/index.js';
import { QuotaPolicy } from '../../src/policy/quotas/quota.policy.js';
import { ArgumentsPolicy } from '../../src/policy/types/arguments.policy.js';
import { AttributePolicy } from '../../src/policy/types/attribute.policy.js';
import { IpRangePolicy } from '../../src/policy/types/ip-range.policy.js';
import { ApprovalPolicy } from '../../src/policy/access-requests/approval.policy.js';
import type { Grants } from '../../src/policy/access-requests/grants.js';
import { OwnerPolicy } from '../../src/policy/types/owner.policy.js';
import { RoleBasedPolicy } from '../../src/policy/types/role-based.policy.js';
import { TimeBasedPolicy } from '../../src/policy/types/time-based.policy.js';
import { describePolicyType, type PolicyTypeSamples } from '../../src/sdk/testing.js';
import { BusinessHoursPolicy } from '../../examples/business-hours-policy/index.js';
import type { PolicyType } from '../../src/policy/index.js';
import { CountersInMemory } from '../support/quota-counters.js';
import { startTestRegistry } from '../support/registry.js';

const workdays = { zone: 'Europe/Berlin', weekdays: [1, 2, 3, 4, 5], windows: [{ from: '08:00', to: '18:00' }] };

/** Nothing is approved. */
const noGrants = { inForce: async () => [], use: async () => false } as unknown as Grants;

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
  [
    new ApprovalPolicy(noGrants),
    {
      settings: [{ for: 'access' }, { for: 'call', maxSeconds: 60 }],
      refused: [{}, { for: 'ever' }, { for: 'call', maxSeconds: 0 }, { for: 'access', maxSeconds: '60' }],
    },
  ],
  [new OwnerPolicy(), { settings: [{}] }],
  [
    new IpRangePolicy(),
    {
      settings: [{ cidrs: ['10.0.0.0/8', '2001:db8::/32'] }, { cidrs: ['0.0.0.0/0', '::/0'] }],
      refused: [{}, { cidrs: [] }, { cidrs: ['10.0.0.0/33'] }, { cidrs: '10.0.0.0/8' }],
    },
  ],
  [
    new ArgumentsPolicy(),
    {
      settings: [{ schema: {} }, { schema: { required: ['city'], properties: { city: { pattern: '^B' } } } }],
      refused: [{}, { schema: [] }, { schema: { type: 'word' } }, { schema: { $ref: 'https://example.com/schema' } }],
    },
  ],
  [
    new AttributePolicy(),
    {
      settings: [
        { rule: { in: ['weather', { var: 'resource.attributes.tags' }] } },
        { rule: { and: [{ '<': [{ var: 'request.at' }, '2026-06-01'] }, { var: 'arguments.deep' }] } },
        { rule: { '<': [{ var: 'resource.attributes.metadata.level' }, { var: 'arguments.level' }] } },
      ],
      refused: [{}, { rule: true }, { rule: { map: [] } }, { rule: { '==': [{ var: 'subject.__proto__' }, 1] } }],
    },
  ],
  [
    new QuotaPolicy(new CountersInMemory()),
    {
      settings: [
        { limit: 1, per: 'minute', of: 'agent' },
        { limit: 7, per: 'hour', of: 'tool' },
        { limit: 1e9, per: 'day', of: 'agent_and_tool' },
      ],
      refused: [
        {},
        ...[0, 1e9 + 1, 1.5, '5', null].map((limit) => ({ limit, per: 'day', of: 'agent' })),
        { limit: 5, per: 'week', of: 'agent' },
        { limit: 5, per: 'day', of: 'role' },
      ],
    },
  ],
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
