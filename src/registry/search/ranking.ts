import { Injectable } from '@nestjs/common';
import type { ToolSelection } from '../tools/tool-selection.sql.js';
import { nameShare } from './name-share.js';
import type { Breadth, WeighedTerm } from './nearest-tools.sql.js';
import type { Question, RankedTool } from './question.js';
import { type NearTool, SearchRepository } from './search.repository.js';
import type { WordCounts } from './word-counts.js';
import type { Vocabulary } from './word-statistics.js';

/** Among fewer tools than this each lexeme offers all of its tools: that is as fast as choosing some. */
const MANY_TOOLS = 20_000;
/** A selection of no more tools than this is looked at tool by tool. */
const FEW_SELECTED = 3_000;
/** A selection is counted no further. */
const MOST_SELECTED = 20_000;
/** So many tools the lexemes offer together, each those that are most about it; more where some of them are not selected. */
const OFFERED = 8_000;
/** What the share of the name counts that is asked for. */
const NAME = 0.15;
/** A deprecated tool is worth less than one as good that is not. */
const DEPRECATED = 0.7;
const DECIMALS = 1_000_000;

/** Orders tools by how well they fit a question. */
@Injectable()
export class Ranking {
  constructor(private readonly repository: SearchRepository) {}

  /** The nearest tools of a selection, the best first, equals by id. */
  async rank(
    question: Question,
    vocabulary: Vocabulary,
    selection: ToolSelection,
    most: number,
  ): Promise<RankedTool[]> {
    const { counts } = vocabulary;
    const terms = weighedTerms(question, counts);
    if (terms.length === 0) return [];
    const clauses = question.clauses.map((it) => it.weight);
    const breadth = await this.breadth(selection, vocabulary, terms.length);
    const near = await this.repository.nearest({ terms, clauses, selection, breadth, most });
    const asked = new Map(question.whole.map((it) => [it.lexeme, it]));
    return near
      .map((it) => ({ id: it.id, score: scoreOf(it, nameShare(it.name, asked, counts)) }))
      .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
  }

  /** Wide enough for the selection: the fewer of many tools are selected, the more are offered; few are all looked at. */
  private async breadth(selection: ToolSelection, { counts, tools }: Vocabulary, words: number): Promise<Breadth> {
    const selected = isFiltered(selection)
      ? await this.repository.countSelected(selection, MOST_SELECTED)
      : counts.tools;
    if (selected <= FEW_SELECTED) return { look: 'selected' };
    if (tools < MANY_TOOLS) return { look: 'offered' };
    return { look: 'offered', most: Math.ceil((OFFERED / words) * Math.cbrt(tools / selected)) };
  }
}

/** The words of a question, each by its rarity. */
function weighedTerms({ whole, clauses }: Question, counts: WordCounts): WeighedTerm[] {
  const parts = [whole, ...clauses.map((it) => it.terms)].map(
    (terms) => new Map(terms.map((it) => [it.lexeme, it.weight])),
  );
  const lexemes = new Set(parts.flatMap((it) => [...it.keys()]));
  return [...lexemes].map((lexeme) => ({
    lexeme,
    parts: parts.map((it) => counts.rarityOf(lexeme) * (it.get(lexeme) ?? 0)),
  }));
}

function scoreOf({ score, status }: NearTool, named: number): number {
  const standing = status === 'deprecated' ? DEPRECATED : 1;
  return Math.round((score + NAME * named) * standing * DECIMALS) / DECIMALS;
}

/** Whether something is asked beside what may be seen. */
function isFiltered(selection: ToolSelection): boolean {
  return Object.entries(selection).some(([name, value]) => name !== 'visible' && value !== undefined);
}
