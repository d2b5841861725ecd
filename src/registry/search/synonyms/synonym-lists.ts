import { Injectable } from '@nestjs/common';
import { CursorCodec } from '../../../common/http/cursor.codec.js';
import type { PageQuery } from '../../../common/http/page.js';
import { SynonymPage } from './dto/synonym.response.js';
import { SynonymsRepository } from './synonyms.repository.js';

const LIST = 'synonyms';

/** Shows the synonyms, by term. */
@Injectable()
export class SynonymLists {
  constructor(
    private readonly repository: SynonymsRepository,
    private readonly cursors: CursorCodec,
  ) {}

  async listSynonyms(given: PageQuery): Promise<SynonymPage> {
    const { query, after } = this.cursors.open(LIST, given);
    const rows = await this.repository.findPage(query.limit, after?.map(String)[0]);
    return this.cursors.page(LIST, query, rows, { position: ({ term }) => [term], item: (it) => it });
  }
}
