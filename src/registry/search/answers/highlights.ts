import { analyze } from '../analyzer.js';

/** Where a word stands, in UTF-16 code units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A piece of a text with the words in it that were looked for. */
export interface Fragment {
  readonly text: string;
  readonly spans: readonly Span[];
}

const WORD = /[\p{L}\p{N}\p{M}]+/gu;
/** Where identifiers are split, as the analyzer does. */
const SEAM = /(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u;
const LONGEST_TEXT = 10_000;
const LONGEST_FRAGMENT = 200;
const CONTEXT = 40;
const MOST_FRAGMENTS = 3;

/** The pieces of a text around the words that have one of these lexemes; none where it has no such word. */
export function highlight(text: string, lexemes: ReadonlySet<string>): Fragment[] {
  const looked = text.slice(0, LONGEST_TEXT);
  const words = wordsIn(looked);
  const hits = words.filter((it) => analyze(looked.slice(it.start, it.end)).some((lexeme) => lexemes.has(lexeme)));
  return grouped(hits)
    .slice(0, MOST_FRAGMENTS)
    .map((group) => fragment(looked, words, group));
}

function wordsIn(text: string): Span[] {
  return [...text.matchAll(WORD)].flatMap(({ 0: run, index }) => {
    let start = index;
    return run.split(SEAM).map((part) => {
      const span = { start, end: start + part.length };
      start = span.end;
      return span;
    });
  });
}

/** Hits that fit into one fragment together. */
function grouped(hits: readonly Span[]): Span[][] {
  const groups: Span[][] = [];
  for (const hit of hits) {
    const group = groups.at(-1);
    const fits = group?.[0] && hit.end - group[0].start <= LONGEST_FRAGMENT - 2 * CONTEXT;
    if (fits) group.push(hit);
    else groups.push([hit]);
  }
  return groups;
}

/** Cut between words, so that nothing is cut in two. */
function fragment(text: string, words: readonly Span[], group: readonly Span[]): Fragment {
  const [from, to] = [(group[0]?.start ?? 0) - CONTEXT, (group.at(-1)?.end ?? 0) + CONTEXT];
  const start = from <= 0 ? 0 : (words.find((it) => it.start >= from)?.start ?? 0);
  const end = to >= text.length ? text.length : (words.findLast((it) => it.end <= to)?.end ?? text.length);
  return {
    text: text.slice(start, end),
    spans: group.map((it) => ({ start: it.start - start, end: it.end - start })),
  };
}
