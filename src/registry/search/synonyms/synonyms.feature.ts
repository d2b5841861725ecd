import type { Feature } from '../../../common/feature.js';
import { SearchSynonym } from './search-synonym.entity.js';
import { SynonymLists } from './synonym-lists.js';
import { SynonymTable } from './synonym-table.js';
import { SynonymsController } from './synonyms.controller.js';
import { SynonymsRepository } from './synonyms.repository.js';
import { SynonymsService } from './synonyms.service.js';

export const SYNONYMS: Feature = {
  entities: [SearchSynonym],
  controllers: [SynonymsController],
  providers: [SynonymLists, SynonymTable, SynonymsRepository, SynonymsService],
};
