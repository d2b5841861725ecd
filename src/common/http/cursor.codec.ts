import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Keyring } from '../crypto/keyring.js';
import { InvalidCursorError } from '../errors/common.errors.js';
import type { Page, PageQuery } from './page.js';

const PURPOSE = 'list-cursor';
const MAC_BYTES = 16;

/** The sort key of the last entry of a page, the id last. */
export type Position = readonly (string | number)[];

interface CursorContent {
  readonly list: string;
  readonly filter: Readonly<Record<string, unknown>>;
  readonly after: Position;
}

/** A list request with its cursor opened: the filter in force and where to go on. */
export interface ListRequest<TQuery extends PageQuery> {
  readonly query: TQuery;
  readonly after: Position | undefined;
}

/** Opaque, URL-safe, authenticated cursors that carry the filter of their list, so a page needs nothing else. */
@Injectable()
export class CursorCodec {
  constructor(private readonly keyring: Keyring) {}

  /**
   * @param list names the list, so that a cursor of one does not open another.
   * @throws InvalidCursorError for a foreign or changed cursor, and for a filter that is not the cursor's.
   */
  open<TQuery extends PageQuery>(list: string, query: TQuery): ListRequest<TQuery> {
    if (query.cursor === undefined) return { query, after: undefined };
    const content = this.decode(query.cursor);
    if (content.list !== list) throw new InvalidCursorError();
    const given = filterOf(query);
    const contradicts = Object.entries(given).some(
      ([key, value]) => JSON.stringify(value) !== JSON.stringify(content.filter[key]),
    );
    if (contradicts) throw new InvalidCursorError();
    return { query: Object.assign(query, content.filter), after: content.after };
  }

  /**
   * Cuts `rows`, fetched with one more than `limit`, to a page.
   *
   * @param position the sort key of a row.
   */
  page<TRow, TItem>(
    list: string,
    query: PageQuery,
    rows: readonly TRow[],
    map: { position: (row: TRow) => Position; item: (row: TRow) => TItem },
  ): Page<TItem> {
    const shown = rows.slice(0, query.limit);
    const last = shown.at(-1);
    const hasMore = rows.length > shown.length && last !== undefined;
    const nextCursor = hasMore ? this.encode({ list, filter: filterOf(query), after: map.position(last) }) : null;
    return { data: shown.map(map.item), page: { nextCursor, hasMore } };
  }

  private encode(content: CursorContent): string {
    const body = Buffer.from(JSON.stringify(content));
    return Buffer.concat([this.mac(body), body]).toString('base64url');
  }

  private decode(cursor: string): CursorContent {
    const bytes = Buffer.from(cursor, 'base64url');
    const mac = bytes.subarray(0, MAC_BYTES);
    const body = bytes.subarray(MAC_BYTES);
    const genuine = bytes.length > MAC_BYTES && timingSafeEqual(mac, this.mac(body));
    if (!genuine) throw new InvalidCursorError();
    return JSON.parse(body.toString()) as CursorContent;
  }

  private mac(body: Buffer): Buffer {
    return this.keyring.hmac(PURPOSE, body.toString('base64')).subarray(0, MAC_BYTES);
  }
}

function filterOf(query: PageQuery): Record<string, unknown> {
  const isFilter = ([name, value]: [string, unknown]) => name !== 'limit' && name !== 'cursor' && value !== undefined;
  return Object.fromEntries(Object.entries(query).filter(isFilter));
}
