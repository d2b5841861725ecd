import { Injectable } from '@nestjs/common';
import type { ToolSelection } from '../tools/tool-selection.sql.js';
import { ANY_TOOL, LexemeCountsRepository } from './lexeme-counts.repository.js';
import type { Question, RankedTool, RankingPage } from './question.js';
import { type Breadth, SearchRepository } from './search.repository.js';
import { weighedTerms } from './weighed-terms.js';

/** Fewer tools than this are all looked at: that is as fast as choosing some. */
const MANY_TOOLS = 20_000;
/** A selection of no more tools than this is looked at tool by tool. */
const FEW_SELECTED = 10_000;
/** Of so many tools each lexeme offers those that are most about it. */
const OFFERED = 500;

/** Orders tools by how well they fit a question. */
@Injectable()
export class Ranking {
  constructor(
    private readonly repository: SearchRepository,
    private readonly counts: LexemeCountsRepository,
  ) {}

  /** The tools of the selection that have something of the question, the best first, equals by id; at most 200 in all. */
  async rank(question: Question, selection: ToolSelection, page: RankingPage): Promise<RankedTool[]> {
    const all = await this.counts.countTools();
    const many = all >= MANY_TOOLS;
    // Where it is cheap nothing but visible tools is counted, so that no score tells of others.
    const among = many ? { match: 'all' as const } : selection.visible;
    const lexemes = [question.whole, ...question.clauses].flat().map((it) => it.lexeme);
    const counts = await this.counts.count([ANY_TOOL, ...new Set(lexemes)], among);
    const counted = counts.get(ANY_TOOL) ?? 0;
    const terms = weighedTerms(question, counts, counted);
    if (terms.length === 0) return [];
    const breadth: Breadth = many ? await this.breadth(selection, all) : { look: 'all' };
    return this.repository.rank({ terms, among, counted, selection, breadth, page });
  }

  /** Wide enough for the selection: of many tools each lexeme offers more, few are all looked at. */
  private async breadth(selection: ToolSelection, all: number): Promise<Breadth> {
    if (!isNarrowed(selection)) return { look: 'offered', most: OFFERED };
    const selected = await this.repository.countSelected(selection, FEW_SELECTED + 1);
    if (selected <= FEW_SELECTED) return { look: 'selected' };
    return { look: 'offered', most: Math.ceil((OFFERED * all) / FEW_SELECTED) };
  }
}

function isNarrowed({ visible, ...filters }: ToolSelection): boolean {
  return visible.match !== 'all' || Object.values(filters).some((it) => it !== undefined);
}
