import { randomUUID } from 'node:crypto';
import type { ApiClient } from './api-client.js';

/** Of what is named freely, and no list stands before. */
const NAMES: Readonly<Record<string, string>> = { alias: 'stable', term: 'k8s' };

/**
 * Fills the parameters of a path from the document with things that are there: each with the newest entry of the list
 * that stands before it, else with an id of nothing.
 */
export async function existingPath(client: ApiClient, template: string): Promise<string> {
  let path = '';
  for (const segment of template.split('/').slice(1)) {
    const [, parameter] = /^\{(\w+)\}$/.exec(segment) ?? [];
    path += `/${parameter === undefined ? segment : await newestOf(client, path, parameter)}`;
  }
  return path;
}

async function newestOf(client: ApiClient, list: string, parameter: string): Promise<string> {
  const { body } = await client.get(`${list}?limit=100`);
  const entries: Record<string, string>[] =
    body.data?.flatMap?.((it: object) => ('instances' in it ? it.instances : it)) ?? [];
  const newest = entries.at(-1);
  return newest?.[parameter] ?? newest?.['id'] ?? NAMES[parameter] ?? randomUUID();
}
