import type { Feature } from '../../common/feature.js';
import { Answers } from './answers/answers.js';
import { Hits } from './answers/hits.js';
import { QuestionExpander } from './questions/question-expander.js';
import { LexemeCount } from './lexeme-count.entity.js';
import { LexemeCounting } from './lexeme-counting.js';
import { LexemeCountsRepository } from './lexeme-counts.repository.js';
import { Ranking } from './ranking.js';
import { Reindexing } from './reindexing.js';
import { SearchIndex } from './search-index.js';
import { SearchController } from './search.controller.js';
import { SearchRepository } from './search.repository.js';
import { SearchService } from './search.service.js';
import { ToolTerm } from './tool-term.entity.js';
import { WordStatistics } from './word-statistics.js';

export const SEARCH: Feature = {
  entities: [LexemeCount, ToolTerm],
  controllers: [SearchController],
  providers: [
    Answers,
    Hits,
    LexemeCounting,
    LexemeCountsRepository,
    QuestionExpander,
    Ranking,
    Reindexing,
    SearchIndex,
    SearchRepository,
    SearchService,
    WordStatistics,
  ],
};
