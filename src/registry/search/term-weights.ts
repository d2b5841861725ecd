import { analyze } from './analyzer.js';
import { parameterTexts } from './parameter-texts.js';
import type { ToolSnapshot } from '../tools/tool-snapshot.js';

/** What search reads of a tool. */
export type Searchable = Pick<ToolSnapshot, 'name' | 'title' | 'description' | 'tags' | 'inputSchema'>;

/** How much a tool is about a word, before the rarity of the word counts, and which fields have it: a bit each. */
export interface TermWeight {
  readonly weight: number;
  readonly fields: number;
}

/** BM25F: how much a word counts in a field, and how long such a field usually is. */
interface Field {
  readonly name: string;
  readonly weight: number;
  readonly usualLength: number;
  readonly text: (tool: Searchable) => string;
}

/** In the order of their bits. That of the name is known to the database too. */
const FIELDS: readonly Field[] = [
  { name: 'name', weight: 2, usualLength: 4, text: nameOf },
  { name: 'description', weight: 1, usualLength: 20, text: ({ description }) => description },
  { name: 'tags', weight: 0.5, usualLength: 2, text: ({ tags }) => tags.join(' ') },
  { name: 'parameters', weight: 0.4, usualLength: 30, text: ({ inputSchema }) => parameterTexts(inputSchema) },
];

/** How much a longer field counts for less. */
const LENGTH_PENALTY = 0.75;
/** How soon another occurrence of a word stops to matter. */
const SATURATION = 1.5;
const MOST_WORDS_A_FIELD = 1_000;

/**
 * How much a tool is about each of its words, by the BM25F model of Robertson and Zaragoza; the rarity of a word counts at
 * query time. Field lengths are compared with fixed usual ones, so that one tool's weights do not depend on the others.
 */
export function termWeights(tool: Searchable): Map<string, TermWeight> {
  const found = new Map<string, TermWeight>();
  for (const [bit, { weight, usualLength, text }] of FIELDS.entries()) {
    const words = analyze(text(tool)).slice(0, MOST_WORDS_A_FIELD);
    const share = weight / (1 - LENGTH_PENALTY + LENGTH_PENALTY * (words.length / usualLength));
    for (const word of words) {
      const known = found.get(word) ?? { weight: 0, fields: 0 };
      found.set(word, { weight: known.weight + share, fields: known.fields | (1 << bit) });
    }
  }
  return new Map([...found].map(([word, { weight, fields }]) => [word, { weight: saturated(weight), fields }]));
}

/** The names of the fields that have these bits. */
export function fieldsOf(bits: number): string[] {
  return FIELDS.filter((_, bit) => (bits & (1 << bit)) !== 0).map((it) => it.name);
}

/** The title stands for the name where it only writes it otherwise: no word of a name counts twice for that. */
function nameOf({ name, title }: Searchable): string {
  const said = new Set(analyze(title));
  const more = analyze(name).filter((it) => !said.has(it));
  return more.length === 0 ? title : `${title} ${name}`;
}

function saturated(frequency: number): number {
  return (frequency * (SATURATION + 1)) / (SATURATION + frequency);
}
