import { randomUUID } from 'node:crypto';
import { BUILT_IN_ROLES } from '../../src/auth/roles/built-in-roles.js';
import type { ApiClient } from './api-client.js';
import type { Caller, Target } from './route-targets.js';
import { registerTool } from './tools.js';

const ON_TOOLS = ['tool:manage', 'tool:invoke', 'credential:vend', 'secret:manage', 'usage:read'];

const SLOT = 'own';

/** Built-in roles, and some that hold rights on one tool, on the tools with a tag, or on agents. */
const ROLES: Readonly<Record<string, (oneTool: string) => readonly string[]>> = {
  ...Object.fromEntries(BUILT_IN_ROLES.map((it) => [it.name, () => it.permissions])),
  one_tool: (tool) => ['self:read', ...['tool:read', ...ON_TOOLS].map((it) => `${it}:${tool}`)],
  one_tag: () => ['self:read', ...['tool:read', ...ON_TOOLS].map((it) => `${it}:#finance`)],
  reads_a_tag_uses_one: (tool) => ['tool:read:#finance', ...ON_TOOLS.map((it) => `${it}:${tool}`)],
  reads_all_uses_a_tag: () => ['tool:read', ...ON_TOOLS.map((it) => `${it}:#finance`)],
  invokes_a_tag_unread: () => ['tool:invoke:#finance'],
  agent_manager: () => ['self:read', 'agent:read', 'agent:manage'],
  narrowed_in_vain: () => [
    'agent:read:x',
    'agent:manage:#finance',
    'policy:*:x',
    'self:read:#finance',
    'tool:create:#finance',
  ],
  nothing: () => [],
};

export const ROLE_NAMES = Object.keys(ROLES);

/** Holders of each role, and objects of theirs, of others and of nobody. */
export class AccessWorld {
  readonly #callers = new Map<string, Caller>();
  #tools: Target[] = [];
  #foreign: Record<string, Target> = {};

  private constructor(private readonly admin: ApiClient) {}

  static async make(admin: ApiClient): Promise<AccessWorld> {
    const world = new AccessWorld(admin);
    await world.makeTools();
    await world.makeForeign();
    for (const role of ROLE_NAMES) world.#callers.set(role, await world.makeCaller(role));
    return world;
  }

  caller(role: string): Caller {
    const caller = this.#callers.get(role);
    if (!caller) throw new Error(`nobody holds ${role}`);
    return caller;
  }

  permissionsOf(role: string): readonly string[] {
    return ROLES[role]?.(this.toolId('named')) ?? [];
  }

  /** An agent with the rights of a role, held as it is or permission by permission. */
  async makeAgent(role: string): Promise<string> {
    const rights = BUILT_IN_ROLES.some((it) => it.name === role)
      ? { roles: [role] }
      : { permissions: this.permissionsOf(role) };
    const { status, body } = await this.admin.post('/api/v1/agents', {
      name: `agent-${randomUUID()}`,
      type: 'bot',
      ...rights,
    });
    expect(status).toBe(201);
    return body.id;
  }

  private toolId(label: string): string {
    return this.#tools.find((it) => it.label === label)?.id ?? '';
  }

  private async makeTools(): Promise<void> {
    const one = async (label: string, tags: string[], discoverable = true): Promise<Target> => {
      const { id } = await registerTool(this.admin, { tags });
      await this.admin.put(`/api/v1/tools/${id}/secrets/key`, { value: 'a-secret-value', placement: 'bearer' });
      await this.makeSlot(id);
      return { label, id, tags, discoverable };
    };
    this.#tools = [
      await one('named', []),
      await one('tagged', ['finance', 'team:a']),
      await one('tagged otherwise', ['finances', 'hr']),
      await one('hidden', ['finance', 'hidden'], false),
      { label: 'absent', id: randomUUID(), tags: [], discoverable: false },
    ];
    const deny = { effect: 'deny', kind: 'role_based', settings: { roles: 'any' } };
    const policy = { name: 'hidden', ...deny, target: { tags: { only: ['hidden'] }, actions: { only: ['discover'] } } };
    expect((await this.admin.post('/api/v1/policies', policy)).status).toBe(201);
    const given = { roles: [], toolId: this.toolId('hidden'), action: 'discover' };
    const test = { name: 'hidden', given, expect: { allowed: false } };
    expect((await this.admin.post('/api/v1/policy-tests', test)).status).toBe(201);
  }

  /** Into which agents put secrets of their own. */
  private async makeSlot(toolId: string): Promise<void> {
    const slot = { holder: 'agent', placement: 'header', name: 'X-Own' };
    expect((await this.admin.put(`/api/v1/tools/${toolId}/secrets/${SLOT}`, slot)).status).toBe(200);
  }

  /** What belongs to somebody else than any caller. */
  private async makeForeign(): Promise<void> {
    const agentId = await this.makeAgent('user');
    this.#foreign = {
      agents: { label: 'foreign', id: agentId, agentId },
      ...(await this.belongings(this.admin, 'foreign')),
    };
  }

  /** What an agent makes for itself, as far as it may. */
  private async belongings(client: ApiClient, label: string): Promise<Record<string, Target>> {
    const agentId = (await client.get('/api/v1/auth/me')).body.agentId as string | undefined;
    if (agentId === undefined) return {};
    const key = await client.post(`/api/v1/agents/${agentId}/api-keys`, { name: label, permissions: [] });
    const credential = await client.post(`/api/v1/tools/${this.toolId('named')}/credentials`, {});
    const asked = { toolId: this.toolId('named'), action: 'vend', justification: 'For tests.', durationSeconds: 60 };
    const request = await client.post('/api/v1/access-requests', asked);
    return {
      ...(request.status === 201 && { 'access-requests': { label, id: request.body.id, agentId } }),
      ...(key.status === 201 && { 'api-keys': { label, id: key.body.id, agentId } }),
      ...(credential.status === 201 && { credentials: { label, id: credential.body.id, agentId } }),
    };
  }

  private async makeCaller(role: string): Promise<Caller> {
    const permissions = this.permissionsOf(role);
    if (!BUILT_IN_ROLES.some((it) => it.name === role)) {
      const reply = await this.admin.post('/api/v1/roles', { name: role, description: 'For tests.', permissions });
      expect(reply.status).toBe(201);
    }
    const agent = { name: `holder-of-${role}`, type: 'bot', roles: [role] };
    const agentId = (await this.admin.post('/api/v1/agents', agent)).body.id as string;
    const client = this.admin.as(
      (await this.admin.post(`/api/v1/agents/${agentId}/api-keys`, { name: 'proof' })).body.key,
    );
    const own = await this.belongings(client, 'own');
    const owned = {
      ...(await registerTool(this.admin, { tags: ['own'] })),
      label: 'own',
      tags: ['own'],
      discoverable: true,
    };
    await this.makeSlot(owned.id);
    await this.admin.patch(`/api/v1/tools/${owned.id}`, { ownerId: agentId }, { 'if-match': '*' });
    const both = (name: string) => [own[name], this.#foreign[name]].filter((it) => it !== undefined);
    const targets = {
      tools: [...this.#tools, owned],
      agents: [{ label: 'own', id: agentId, agentId }, ...both('agents')],
      'api-keys': both('api-keys'),
      credentials: both('credentials'),
      'access-requests': both('access-requests'),
      roles: [
        { label: 'own', id: role },
        { label: 'admin', id: 'admin' },
      ],
      secrets: [{ label: 'slot', id: SLOT }],
      versions: [{ label: 'first', id: '1.0.0' }],
      diff: [{ label: 'first', id: '1.0.0' }],
      'auth-methods': [{ label: 'password', id: 'password' }],
      policies: await this.firstOf('/api/v1/policies'),
      'policy-tests': await this.firstOf('/api/v1/policy-tests'),
      audit: await this.firstOf('/api/v1/audit'),
      'access-log': [],
    };
    return { role, agentId, permissions, client, targets };
  }

  private async firstOf(list: string): Promise<Target[]> {
    const { data } = (await this.admin.get(`${list}?limit=1`)).body;
    return data.map(({ id }: { id: string }) => ({ label: 'first', id }));
  }
}
