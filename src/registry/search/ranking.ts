import { Injectable } from '@nestjs/common';
import type { Position } from '../../common/http/cursor.codec.js';
import type { ToolSelection } from '../tools/tool-selection.sql.js';
import type { Question, RankedTool } from './question.js';
import { SearchRepository } from './search.repository.js';

export interface RankingPage {
  readonly limit: number;
  /** Score and id of the last tool seen. */
  readonly after?: Position | undefined;
}

/** Orders tools by how well they fit a question. */
@Injectable()
export class Ranking {
  constructor(private readonly repository: SearchRepository) {}

  /** The tools of the selection that have something of the question, the best first, equals by id. */
  async rank({ whole }: Question, selection: ToolSelection, page: RankingPage): Promise<RankedTool[]> {
    return this.repository.rank(whole, selection, page);
  }
}
