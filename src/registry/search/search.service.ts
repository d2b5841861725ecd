import { Injectable } from '@nestjs/common';
import type { Principal } from '../../auth/index.js';
import { CursorCodec } from '../../common/http/cursor.codec.js';
import type { ToolFilter } from '../../policy/index.js';
import { VisibleTools } from '../tools/visible-tools.js';
import { type Answer, Answers } from './answers/answers.js';
import { Hits } from './answers/hits.js';
import type { SearchToolsRequest } from './dto/search-tools.request.js';
import type { ToolHitResponse } from './dto/tool-hit.response.js';
import type { CorrectionResponse, ToolSearchResponse } from './dto/tool-search.response.js';
import { type SearchQuery, searchQuery, wantedFrom } from './questions/search-query.js';
import { weighedQuestion } from './questions/weighed-question.js';

const LIST = 'search';

/** Finds tools that fit; what may not be discovered is neither among them nor behind any number or word of an answer. */
@Injectable()
export class SearchService {
  constructor(
    private readonly visible: VisibleTools,
    private readonly answers: Answers,
    private readonly hits: Hits,
    private readonly cursors: CursorCodec,
  ) {}

  /**
   * The tools that fit a question, a conversation or each step of a plan, of those that the caller may discover.
   *
   * @throws ValidationFailedError when not just one thing is asked.
   * @throws InvalidCursorError when the cursor is of another question.
   */
  async searchTools(principal: Principal, request: SearchToolsRequest): Promise<ToolSearchResponse> {
    const query = searchQuery(request);
    const visible = await this.visible.to(principal);
    return request.plan ? this.searchSteps(query, visible) : this.searchPage(query, visible);
  }

  private async searchPage(asked: SearchQuery, visible: ToolFilter): Promise<ToolSearchResponse> {
    const { query, after } = this.cursors.open(LIST, asked.options);
    const wanted = { ...wantedFrom(query, visible), after };
    const answer = await this.answers.answer(weighedQuestion(asked.texts[0] ?? []), wanted);
    const { data: ranked, page } = this.cursors.page(LIST, query, answer.tools, {
      position: ({ score, id }) => [score, id],
      item: (it) => it,
    });
    const data = await this.hits.show(ranked, visible, query.explain ? answer.question.whole : undefined);
    const { confidence, facets } = answer;
    return { data, page, confidence, corrections: correctionsIn(answer), ...(facets && { facets }) };
  }

  private async searchSteps({ texts, options }: SearchQuery, visible: ToolFilter): Promise<ToolSearchResponse> {
    const [answers, data]: [Answer[], ToolHitResponse[]] = [[], []];
    for (const [step, text] of texts.entries()) {
      const answer = await this.answers.answer(weighedQuestion(text), wantedFrom(options, visible));
      const ranked = answer.tools.slice(0, options.limit);
      const hits = await this.hits.show(ranked, visible, options.explain ? answer.question.whole : undefined);
      data.push(...hits.map((it) => ({ ...it, step })));
      answers.push(answer);
    }
    const steps = answers.map(({ confidence }, step) => ({ step, confidence }));
    const confidence = Math.min(...answers.map((it) => it.confidence));
    const page = { nextCursor: null, hasMore: false };
    return { data, page, confidence, corrections: answers.flatMap(correctionsIn), steps };
  }
}

function correctionsIn({ question }: Answer): CorrectionResponse[] {
  const repairs = question.whole.filter((it) => it.origin === 'repair');
  return repairs.map(({ original, lexeme }) => ({ word: original, term: lexeme }));
}
