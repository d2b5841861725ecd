import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readSearchSet, registrationsOf, type SearchSet, type SetTool } from '../search/search-set.js';
import { ownWords } from './own-words.js';
import { pick, seeded, shuffled } from '../../seeded.js';

const SEED = 7;
/** One tool in so many has the tag. */
const TAGGED = 10;

/** By this tag a policy tells the tools that some agents may discover. */
export const VISIBLE_TAG = 'tenth';

export type Registration = ReturnType<typeof registrationsOf>[number];

/** The sets in a folder, or the folder itself as one; without one a set of our own words. */
export async function readSets(folder: string | undefined): Promise<SearchSet[]> {
  if (folder === undefined) return [ownWords()];
  if (existsSync(join(folder, 'tools.jsonl'))) return [await readSearchSet(folder)];
  const names = (await readdir(folder)).sort().filter((it) => existsSync(join(folder, it, 'tools.jsonl')));
  if (names.length === 0) throw new Error(`${folder} has no tools.jsonl, and no folder in it has one`);
  return Promise.all(names.map((it) => readSearchSet(join(folder, it))));
}

/** As many questions of each set, the same ones in every run. */
export function questionsOf(sets: readonly SearchSet[], count: number): string[] {
  const random = seeded(SEED);
  const texts = sets.map(({ queries }) => shuffled(queries, random).slice(0, Math.ceil(count / sets.length)));
  return shuffled(texts.flat(), random)
    .slice(0, count)
    .map(({ query }) => query);
}

/**
 * So many tools: first those of the sets as they are, in an order by chance, then again and again with the name of one, the
 * description of another and the parameters of a third of the same set. So words are as common as in the sets, names
 * and texts as long, and hardly two tools the same.
 */
export function catalogueOf(sets: readonly SearchSet[], count: number): Registration[] {
  const random = seeded(SEED);
  const originals = shuffled(
    sets.flatMap(({ tools }) => tools.map((tool) => ({ tool, tools }))),
    random,
  );
  const made = Array.from({ length: count }, (_, index): SetTool => {
    const { tool, tools } = originals[index % originals.length] ?? { tool: NOTHING, tools: [] };
    if (index < originals.length) return tool;
    const { description = '' } = pick(tools, random);
    return { ...tool, description, parameters: pick(tools, random).parameters ?? {} };
  });
  return registrationsOf({ tools: made }).map((it, index) =>
    index % TAGGED === 0 ? { ...it, tags: [...it.tags, VISIBLE_TAG] } : it,
  );
}

const NOTHING: SetTool = { id: 'nothing', name: 'nothing' };
