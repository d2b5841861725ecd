import type { Feature } from '../../common/feature.js';
import { SearchIndex } from './search-index.js';
import { SearchRepository } from './search.repository.js';
import { ToolTerm } from './tool-term.entity.js';

export const SEARCH: Feature = {
  entities: [ToolTerm],
  providers: [SearchIndex, SearchRepository],
};
