import { Injectable } from '@nestjs/common';
import type { ToolFilter } from '../../../policy/index.js';
import { ToolListsRepository } from '../../tools/tool-lists.repository.js';
import { toSummary } from '../../tools/tool-responses.js';
import type { ToolSummary } from '../../tools/tool-rows.js';
import { analyze } from '../analyzer.js';
import type { HighlightResponse, ToolHitResponse } from '../dto/tool-hit.response.js';
import type { ExpandedTerm } from '../questions/expanded-question.js';
import type { MatchedTool } from './answers.js';
import { highlight } from './highlights.js';
import { reasonsFor } from './why.js';

const SHOWN: readonly (readonly [field: string, textOf: (tool: ToolSummary) => string])[] = [
  ['name', ({ name }) => name],
  ['title', ({ title }) => title],
  ['description', ({ description }) => description],
  ['tags', ({ tags }) => tags.join(' ')],
];

/** Shows ranked tools. */
@Injectable()
export class Hits {
  constructor(private readonly lists: ToolListsRepository) {}

  /**
   * In the order of `ranked`; what is gone or hidden by now is left out.
   *
   * @param explainedBy what was looked for, where each hit is to say why it is one.
   */
  async show(
    ranked: readonly MatchedTool[],
    visible: ToolFilter,
    explainedBy?: readonly ExpandedTerm[],
  ): Promise<ToolHitResponse[]> {
    const ids = ranked.map((it) => it.id);
    const filter: ToolFilter = { match: 'and', filters: [visible, { match: 'ids', ids }] };
    const tools = await this.lists.find({ visible: filter, sort: 'name', after: undefined, limit: ids.length });
    const byId = new Map(tools.map((it) => [it.id, it]));
    return ranked.flatMap((it) => {
      const tool = byId.get(it.id);
      if (!tool) return [];
      const hit = { ...toSummary(tool), score: it.score };
      return explainedBy ? { ...hit, ...explanation(tool, it, explainedBy) } : hit;
    });
  }
}

function explanation(tool: ToolSummary, ranked: MatchedTool, terms: readonly ExpandedTerm[]) {
  const texts = SHOWN.map(([field, textOf]) => [field, textOf(tool)] as const);
  const words = new Map(texts.map(([field, text]) => [field, new Set(analyze(text))]));
  const lexemes = new Set(ranked.matches.map((it) => it.lexeme));
  const highlights = texts.flatMap(([field, text]) =>
    highlight(text, lexemes).map((it): HighlightResponse => ({ field, ...it })),
  );
  return { why: reasonsFor(ranked.matches, terms, words), highlights };
}
