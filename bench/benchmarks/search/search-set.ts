import { readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';

export interface SetTool {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly category?: string;
  readonly parameters?: Readonly<Record<string, { readonly type?: string; readonly description?: string }>>;
}

interface SetQuery {
  readonly id: string;
  readonly query: string;
  readonly relevant: readonly string[];
}

/** Tools, and questions of which is known which tools answer them. */
export interface SearchSet {
  readonly name: string;
  readonly tools: readonly SetTool[];
  readonly queries: readonly SetQuery[];
}

/** Reads a folder with `tools.jsonl` and `queries.jsonl`. */
export async function readSearchSet(folder: string): Promise<SearchSet> {
  const lines = async <T>(file: string) => {
    const text = await readFile(join(folder, file), 'utf8');
    return text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [JSON.parse(line) as T]));
  };
  return { name: basename(resolve(folder)), tools: await lines('tools.jsonl'), queries: await lines('queries.jsonl') };
}

/** The tools as they are registered: each under a legal name of its own, made of its id. */
export function registrationsOf({ tools }: Pick<SearchSet, 'tools'>) {
  const taken = new Set<string>();
  return tools.map((tool) => {
    const legal = tool.id.replace(/[^A-Za-z0-9_-]+/g, '_').replace(/^(?![A-Za-z_])/, '_');
    let name = legal.slice(0, 64);
    for (let more = 2; taken.has(name.toLowerCase()); more += 1) name = `${legal.slice(0, 58)}_${more}`;
    taken.add(name.toLowerCase());
    return registrationOf(tool, name);
  });
}

/** A tool of a set as it is registered: under a legal name, its own as the title, in the place of an endpoint any. */
function registrationOf(tool: SetTool, name: string) {
  const properties = Object.entries(tool.parameters ?? {}).map(([name, { description = '' }]) => [
    name,
    { description },
  ]);
  return {
    name,
    title: tool.name.slice(0, 200),
    description: tool.description?.trim().slice(0, 4000) || '-',
    type: 'http',
    endpoint: 'https://tools.example.com/call',
    settings: { method: 'POST' },
    inputSchema: { type: 'object', properties: Object.fromEntries(properties) as object },
    tags: tool.category ? [tagOf(tool.category)] : [],
  };
}

function tagOf(category: string): string {
  return category
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .slice(0, 50);
}
