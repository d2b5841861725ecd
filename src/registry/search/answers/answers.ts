import { Injectable } from '@nestjs/common';
import type { Position } from '../../../common/http/cursor.codec.js';
import type { Facet, FacetCounts } from '../../tools/tool-facets.js';
import { ToolListsRepository } from '../../tools/tool-lists.repository.js';
import type { ToolSelection } from '../../tools/tool-selection.sql.js';
import type { Question, RankedTool } from '../question.js';
import type { ExpandedQuestion } from '../questions/expanded-question.js';
import { QuestionExpander } from '../questions/question-expander.js';
import { Ranking } from '../ranking.js';
import { Confidence, FITS_FROM } from './confidence.js';

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

export interface Answer {
  /** One more than `limit`, where there is one. */
  readonly tools: readonly RankedTool[];
  readonly confidence: number;
  readonly question: ExpandedQuestion;
  readonly facets?: FacetCounts;
}

/** Answers questions with tools. */
@Injectable()
export class Answers {
  constructor(
    private readonly expander: QuestionExpander,
    private readonly ranking: Ranking,
    private readonly confidence: Confidence,
    private readonly lists: ToolListsRepository,
  ) {}

  async answer(asked: Question, wanted: Wanted): Promise<Answer> {
    const { selection, limit, after, minScore = 0, requireFit, facets } = wanted;
    const question = await this.expander.expand(asked, selection.visible);
    const ranked = await this.ranking.rank(question, selection, { limit: limit + 1, after });
    const [best] = after ? await this.ranking.rank(question, selection, { limit: 1 }) : ranked;
    const confidence = best ? await this.confidence.in(best, question, selection.visible) : 0;
    const fits = !requireFit || confidence >= FITS_FROM;
    const tools = fits ? ranked.filter((it) => it.score >= minScore) : [];
    if (!facets) return { tools, confidence, question };
    const matches = fits ? await this.ranking.rank(question, selection, { limit: MOST_COUNTED }) : [];
    return { tools, confidence, question, facets: await this.count(facets, matches, minScore) };
  }

  private async count(
    facets: readonly Facet[],
    matches: readonly RankedTool[],
    minScore: number,
  ): Promise<FacetCounts> {
    const ids = matches.filter((it) => it.score >= minScore).map((it) => it.id);
    const selection: ToolSelection = { visible: { match: 'ids', ids } };
    const counts = facets.map(async (it) => [it, await this.lists.count(it, selection)] as const);
    return Object.fromEntries(await Promise.all(counts));
  }
}
