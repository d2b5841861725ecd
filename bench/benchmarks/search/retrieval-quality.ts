/** How well ranked lists answer, in percent: the means over all questions. */
export interface RetrievalQuality {
  readonly ndcg10: number;
  readonly recall1: number;
  readonly recall5: number;
  readonly recall10: number;
  readonly mrr: number;
}

/** What one question was given, the best first, and what answers it. */
export interface Ranked {
  readonly found: readonly string[];
  readonly relevant: readonly string[];
}

export function qualityOf(questions: readonly Ranked[]): RetrievalQuality {
  const mean = (of: (it: Ranked) => number) =>
    (100 * questions.reduce((sum, it) => sum + of(it), 0)) / questions.length;
  return {
    ndcg10: mean(ndcgAt10),
    recall1: mean((it) => recallAt(1, it)),
    recall5: mean((it) => recallAt(5, it)),
    recall10: mean((it) => recallAt(10, it)),
    mrr: mean(({ found, relevant }) => {
      const first = found.findIndex((it) => relevant.includes(it));
      return first < 0 ? 0 : 1 / (first + 1);
    }),
  };
}

function recallAt(places: number, { found, relevant }: Ranked): number {
  return found.slice(0, places).filter((it) => relevant.includes(it)).length / new Set(relevant).size;
}

function ndcgAt10({ found, relevant }: Ranked): number {
  const gain = (place: number) => 1 / Math.log2(place + 2);
  const gained = found.slice(0, 10).reduce((sum, it, place) => sum + (relevant.includes(it) ? gain(place) : 0), 0);
  const ideal = Array.from({ length: Math.min(10, new Set(relevant).size) }, (_, place) => gain(place));
  return gained / ideal.reduce((sum, it) => sum + it, 0);
}
