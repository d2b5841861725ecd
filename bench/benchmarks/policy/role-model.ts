import { type Enforcer, newEnforcer, newModel } from 'casbin';
import type { AccessRequest } from '../../../src/policy/policy-type.js';
import type { StoredPolicy } from './fleet.js';

const USERS = 1000;
const GROUPS = 100;

const MODEL = `
[request_definition]
r = sub, obj, act
[policy_definition]
p = sub, obj, act
[role_definition]
g = _, _
[policy_effect]
e = some(where (p.eft == allow))
[matchers]
m = g(r.sub, p.sub) && r.obj == p.obj && r.act == p.act
`;

const dataOf = (group: number) => `data${Math.floor(group / 10)}`;

/** The role model of 1,100 rules by which casbin measures itself: 1,000 users in 100 groups that may read 10 things. */
export async function casbinEnforcer(): Promise<Enforcer> {
  const enforcer = await newEnforcer(newModel(MODEL));
  for (let group = 0; group < GROUPS; group += 1) await enforcer.addPolicy(`group${group}`, dataOf(group), 'read');
  for (let user = 0; user < USERS; user += 1) {
    await enforcer.addGroupingPolicy(`user${user}`, `group${Math.floor(user / 10)}`);
  }
  return enforcer;
}

/** The same as policies: who is in which group is the agent's roles here. */
export function rolePolicies(): StoredPolicy[] {
  return Array.from({ length: GROUPS }, (_, group) => ({
    kind: 'role_based',
    settings: { roles: [`group${group}`] },
    effect: 'permit',
    target: { tools: { only: [dataOf(group)] }, actions: { only: ['invoke'] } },
  }));
}

/** May user 501, who is in group 50, read what group 50 may? */
export function roleRequest(): AccessRequest {
  const attributes = { tags: [], toolType: 'http' };
  return {
    subject: { id: 'user501', name: 'user501', type: 'user', roles: ['group50'] },
    action: 'invoke',
    resource: { type: 'tool', id: dataOf(50), attributes },
    at: new Date('2026-03-02T10:00:00Z'),
  };
}

export const casbinQuestion = ['user501', dataOf(50), 'read'] as const;
