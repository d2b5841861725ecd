import { analyze } from './analyzer.js';
import { parameterTexts } from './parameter-texts.js';
import type { ToolSnapshot } from '../tools/tool-snapshot.js';

/** What search reads of a tool. */
export type Searchable = Pick<ToolSnapshot, 'name' | 'title' | 'description' | 'tags' | 'inputSchema'>;

/** BM25F: how much a word counts in a field, and how long such a field usually is. */
interface Field {
  readonly weight: number;
  readonly usualLength: number;
  readonly text: (tool: Searchable) => string;
}

const FIELDS: readonly Field[] = [
  { weight: 2, usualLength: 6, text: ({ name, title }) => (name === title ? name : `${name} ${title}`) },
  { weight: 1, usualLength: 12, text: ({ description }) => description },
  { weight: 0.5, usualLength: 2, text: ({ tags }) => tags.join(' ') },
  { weight: 0.3, usualLength: 20, text: ({ inputSchema }) => parameterTexts(inputSchema) },
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
export function termWeights(tool: Searchable): Map<string, number> {
  const frequencies = new Map<string, number>();
  for (const { weight, usualLength, text } of FIELDS) {
    const words = analyze(text(tool)).slice(0, MOST_WORDS_A_FIELD);
    const share = weight / (1 - LENGTH_PENALTY + LENGTH_PENALTY * (words.length / usualLength));
    for (const word of words) frequencies.set(word, (frequencies.get(word) ?? 0) + share);
  }
  return new Map([...frequencies].map(([word, frequency]) => [word, saturated(frequency)]));
}

function saturated(frequency: number): number {
  return (frequency * (SATURATION + 1)) / (SATURATION + frequency);
}
