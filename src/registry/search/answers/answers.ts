import { Injectable } from '@nestjs/common';
import type { Position } from '../../../common/http/cursor.codec.js';
import type { Facet, FacetCounts } from '../../tools/tool-facets.js';
import { ToolListsRepository } from '../../tools/tool-lists.repository.js';
import type { ToolSelection } from '../../tools/tool-selection.sql.js';
import type { Match, Question, RankedTool } from '../question.js';
import type { ExpandedQuestion } from '../questions/expanded-question.js';
import { QuestionExpander } from '../questions/question-expander.js';
import { Ranking } from '../ranking.js';
import { SearchRepository } from '../search.repository.js';
import { WordStatistics } from '../word-statistics.js';
import { confidenceIn, FITS_FROM } from './confidence.js';

/** So many tools can be paged through. */
const MOST_RANKED = 200;
/** Facets count no more matches. */
const MOST_COUNTED = 1_000;

/** What of the tools that fit a question is wanted. */
export interface Wanted {
  readonly selection: ToolSelection;
  readonly limit: number;
  /** Score and id of the last hit seen. */
  readonly after?: Position | undefined;
  readonly minScore?: number | undefined;
  /** Whether what hardly fits is no answer. */
  readonly requireFit?: boolean | undefined;
  readonly facets?: readonly Facet[] | undefined;
}

/** A tool, and what of the question it has. */
export interface MatchedTool extends RankedTool {
  readonly matches: readonly Match[];
}

export interface Answer {
  /** One more than `limit`, where there is one. */
  readonly tools: readonly MatchedTool[];
  readonly confidence: number;
  readonly question: ExpandedQuestion;
  readonly facets?: FacetCounts;
}

/** Answers questions with tools. */
@Injectable()
export class Answers {
  constructor(
    private readonly statistics: WordStatistics,
    private readonly expander: QuestionExpander,
    private readonly ranking: Ranking,
    private readonly repository: SearchRepository,
    private readonly lists: ToolListsRepository,
  ) {}

  async answer(asked: Question, wanted: Wanted): Promise<Answer> {
    const { selection, limit, after, minScore = 0, requireFit, facets } = wanted;
    const vocabulary = await this.statistics.among(selection.visible);
    const { counts } = vocabulary;
    const question = await this.expander.expand(asked, counts);
    const ranked = await this.ranking.rank(question, vocabulary, selection, facets ? MOST_COUNTED : MOST_RANKED);
    const good = ranked.filter((it) => it.score >= minScore);
    const page = good.slice(0, MOST_RANKED).filter((it) => !after || follows(it, after));
    const [best, ...tools] = await this.matched([...ranked.slice(0, 1), ...page.slice(0, limit + 1)], question);
    const confidence = best ? confidenceIn(best.matches, question, counts) : 0;
    const fits = !requireFit || confidence >= FITS_FROM;
    const answer = { tools: fits ? tools : [], confidence, question };
    return facets ? { ...answer, facets: await this.count(facets, fits ? good : []) } : answer;
  }

  private async matched(tools: readonly RankedTool[], { whole }: ExpandedQuestion): Promise<MatchedTool[]> {
    const ids = [...new Set(tools.map((it) => it.id))];
    const matches = await this.repository.matches(
      ids,
      whole.map((it) => it.lexeme),
    );
    return tools.map((it) => ({ ...it, matches: matches.get(it.id) ?? [] }));
  }

  private async count(facets: readonly Facet[], matches: readonly RankedTool[]): Promise<FacetCounts> {
    const selection: ToolSelection = { visible: { match: 'ids', ids: matches.map((it) => it.id) } };
    const counts = facets.map(async (it) => [it, await this.lists.count(it, selection)] as const);
    return Object.fromEntries(await Promise.all(counts));
  }
}

/** Whether a tool comes after a score and an id. */
function follows({ id, score }: RankedTool, [lastScore, lastId]: Position): boolean {
  return score < Number(lastScore) || (score === Number(lastScore) && id > String(lastId));
}
