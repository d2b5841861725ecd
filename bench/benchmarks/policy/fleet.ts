import { compile, type CompiledPolicy } from '../../../src/policy/decisions/compiled-policy.js';
import type { PolicyTypes } from '../../../src/policy/policy-types.js';
import type { AccessRequest, PolicyType } from '../../../src/policy/policy-type.js';
import { type Target, fullTarget } from '../../../src/policy/target.js';
import { IpRangePolicy } from '../../../src/policy/types/ip-range.policy.js';
import { OwnerPolicy } from '../../../src/policy/types/owner.policy.js';
import { RoleBasedPolicy } from '../../../src/policy/types/role-based.policy.js';
import { TimeBasedPolicy } from '../../../src/policy/types/time-based.policy.js';

const KINDS: readonly PolicyType[] = [
  new RoleBasedPolicy(),
  new TimeBasedPolicy(),
  new IpRangePolicy(),
  new OwnerPolicy(),
] as PolicyType[];
const TYPES = { find: (kind: string) => KINDS.find((it) => it.kind === kind) } as unknown as PolicyTypes;

/** A policy as it is stored, as far as deciding needs it. */
export interface StoredPolicy {
  readonly kind: string;
  readonly settings: object;
  readonly effect: 'permit' | 'require' | 'deny';
  readonly target?: Partial<Target>;
}

const OFFICE_HOURS = {
  zone: 'Europe/Berlin',
  weekdays: [1, 2, 3, 4, 5],
  windows: [{ from: '08:00', to: '18:00' }],
};
const EVERY_AGENT: StoredPolicy = { kind: 'role_based', settings: { roles: 'any' }, effect: 'permit' };

/** One shape in ten, each about a tool, tag, agent or role of its own: most policies of a fleet are about few things. */
const SHAPES: readonly ((index: number) => StoredPolicy)[] = [
  (index) => ({ ...EVERY_AGENT, target: { tools: { only: [`tool-${index}`] } } }),
  (index) => ({
    kind: 'role_based',
    settings: { roles: [`role-${index % 50}`] },
    effect: 'permit',
    target: { tools: { only: [`tool-${index}`] } },
  }),
  (index) => ({ ...EVERY_AGENT, target: { agents: { only: [`agent-${index}`] } } }),
  (index) => ({
    kind: 'ip_range',
    settings: { cidrs: ['10.0.0.0/8'] },
    effect: 'require',
    target: { agents: { only: [`agent-${index}`] } },
  }),
  (index) => ({
    kind: 'role_based',
    settings: { roles: ['contractor'] },
    effect: 'deny',
    target: { tools: { only: [`tool-${index}`] } },
  }),
  (index) => ({
    kind: 'role_based',
    settings: { roles: 'any' },
    effect: 'permit',
    target: { tags: { only: [`tag-${index}`] } },
  }),
  (index) => ({
    kind: 'time_based',
    settings: OFFICE_HOURS,
    effect: 'require',
    target: { tools: { only: [`tool-${index}`] } },
  }),
  (index) => ({ kind: 'owner', settings: {}, effect: 'permit', target: { tools: { only: [`tool-${index}`] } } }),
  (index) => ({ ...EVERY_AGENT, target: { roles: { only: [`role-${index}`] } } }),
  (index) => ({
    kind: 'role_based',
    settings: { roles: ['user'] },
    effect: 'permit',
    target: { tools: { only: [`tool-${index}`, `tool-${index + 1}`] } },
  }),
];

/** The policies of a fleet of tools and agents that grows with them, ten about everything beside. */
export function fleetOf(count: number): StoredPolicy[] {
  const everywhere = Array.from({ length: 10 }, () => EVERY_AGENT);
  const narrow = Array.from({ length: count - everywhere.length }, (_, index) => {
    const shape = SHAPES[index % SHAPES.length] as (index: number) => StoredPolicy;
    return shape(Math.floor(index / SHAPES.length));
  });
  return [...everywhere, ...narrow];
}

/** As the registry keeps them in memory. */
export function compiled(policies: readonly StoredPolicy[]): Promise<CompiledPolicy[]> {
  return Promise.all(
    policies.map(({ target, ...policy }, index) => {
      const row = { id: `policy-${index}`, name: `policy-${index}`, mode: 'enforced', obligations: [] };
      return compile({ ...row, ...policy, target: fullTarget(target) } as never, TYPES);
    }),
  );
}

/** Agents and tools of the fleet in turn, so that each decision meets other policies. */
export function requestOf(index: number, fleet: number): AccessRequest {
  const which = index % Math.floor(fleet / SHAPES.length);
  const attributes = { tags: [`tag-${which}`], toolType: 'http', ownerId: `agent-${which}` };
  return {
    subject: { id: `agent-${which}`, name: 'agent', type: 'service', roles: ['user', `role-${which % 50}`] },
    action: 'invoke',
    resource: { type: 'tool', id: `tool-${which}`, attributes },
    at: new Date('2026-03-02T10:00:00Z'),
    address: '10.1.2.3',
  };
}
