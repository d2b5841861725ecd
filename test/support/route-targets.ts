import { randomUUID } from 'node:crypto';
import type { Route } from '../../src/openapi/routes.js';
import type { ApiClient } from './api-client.js';

/** What the path of a route may name. */
export interface Target {
  readonly label: string;
  readonly id: string;
  /** Of tools. */
  readonly tags?: readonly string[];
  /** Whether policies let anybody know of the tool. */
  readonly discoverable?: boolean;
  /** Whose it is. */
  readonly agentId?: string;
  /** There may be none: nothing here knows how to make one. */
  readonly unknown?: boolean;
}

export interface Caller {
  readonly role: string;
  readonly agentId: string;
  readonly permissions: readonly string[];
  readonly client: ApiClient;
  /** Objects by the folder of the path that they stand in: `tools`, `api-keys`. */
  readonly targets: Readonly<Record<string, readonly Target[]>>;
}

/** The folder that the last parameter of a path stands in: of `/agents/:agentId/api-keys/:id` the API keys. */
function folderOf(path: string): string | undefined {
  return [...path.matchAll(/([\w-]+)\/:\w+/g)].at(-1)?.[1];
}

/** One attempt for each object that the path can name; one for none where the objects are not known here. */
export function targetsOf({ path }: Route, { targets }: Caller): readonly (Target | undefined)[] {
  const folder = path.startsWith('/api/v1/tools/:id') ? 'tools' : folderOf(path);
  const known = folder && targets[folder];
  if (known) return known;
  if (!path.startsWith('/api/v1/agents/:agentId/')) return [undefined];
  return targets['agents']?.map((it) => ({ ...it, id: randomUUID(), unknown: true })) ?? [];
}

/** Fills the parameters: the target's folder with the target, its agent with the owner, others with what is there or nothing. */
export function concrete(path: string, targets: Caller['targets'], target?: Target): string {
  const folder = path.startsWith('/api/v1/tools/:id') ? 'tools' : folderOf(path);
  return path.replaceAll(/([\w-]+)\/:(\w+)/g, (_, name: string) => {
    if (name === 'agents' && target?.agentId) return `${name}/${target.agentId}`;
    if (name === folder && target) return `${name}/${target.id}`;
    return `${name}/${targets[name]?.[0]?.id ?? randomUUID()}`;
  });
}

export function ownOf({ path }: Route, { targets, agentId }: Caller): Target | undefined {
  return path.includes(':agentId') ? { label: 'own', id: agentId } : targets['none']?.[0];
}

/** Lists, each with the route to a single entry of it: found by their paths. */
export function listsWithSingles(routes: readonly Route[]): { list: Route; single: string }[] {
  const reads = routes.filter((it) => it.method === 'GET' && it.accessRule?.access === 'permission');
  return reads.flatMap((list) => {
    const single = reads.find(
      (it) => it.path.startsWith(`${list.path}/:`) && !it.path.slice(list.path.length + 2).includes('/'),
    );
    return single ? [{ list, single: single.path.slice(list.path.length + 2) }] : [];
  });
}
