/** What every tool has: how many have it is how many tools there are. */
export const ANY_TOOL = '';

/** A lexeme, and how many tools have it. */
export interface KnownWord {
  readonly lexeme: string;
  readonly tools: number;
}

/** Words are longer or shorter by no more than this than what they are mistaken for. */
const MOST_LETTERS_APART = 2;

/** How common words are among some tools. */
export class WordCounts {
  constructor(private readonly counts: ReadonlyMap<string, number>) {}

  /** How many tools there are. */
  get tools(): number {
    return this.countOf(ANY_TOOL);
  }

  /** How many words these counts hold. */
  get words(): number {
    return this.counts.size;
  }

  countOf(lexeme: string): number {
    return this.counts.get(lexeme) ?? 0;
  }

  /** How much a word says: the idf of BM25; most where no tool has it. */
  rarityOf(lexeme: string): number {
    const having = this.countOf(lexeme);
    return Math.log(1 + (Math.max(this.tools - having, 0) + 0.5) / (having + 0.5));
  }

  /** Known words that begin or end as a word does, and are about as long. */
  similarTo(word: string): KnownWord[] {
    const half = Math.floor(word.length / 2);
    const [start, end] = [word.slice(0, half), word.slice(word.length - half)];
    const similar: KnownWord[] = [];
    for (const [lexeme, tools] of this.counts) {
      if (lexeme === ANY_TOOL || Math.abs(lexeme.length - word.length) > MOST_LETTERS_APART) continue;
      if (lexeme.startsWith(start) || lexeme.endsWith(end)) similar.push({ lexeme, tools });
    }
    return similar;
  }
}
