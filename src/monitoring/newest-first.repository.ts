import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { ListRequest } from '../common/http/cursor.codec.js';
import type { TimeRangeQuery } from './dto/time-range.query.js';

/**
 * One page of a log, the newest entry first, and one row more to tell whether there is a next.
 *
 * @param rows selects from the log as `log`, filtered.
 * @param id the column that orders entries of one moment.
 */
export function newestFirst<T extends ObjectLiteral>(
  rows: SelectQueryBuilder<T>,
  id: keyof T & string,
  { query, after }: ListRequest<TimeRangeQuery>,
): Promise<T[]> {
  if (query.from !== undefined) rows.andWhere('log.at >= :from', { from: new Date(query.from) });
  if (query.to !== undefined) rows.andWhere('log.at < :to', { to: new Date(query.to) });
  if (after) {
    const [at, last] = after;
    rows.andWhere(`(log.at, log.${id}) < (CAST(:at AS timestamptz), CAST(:last AS uuid))`, { at, last });
  }
  return rows
    .orderBy('log.at', 'DESC')
    .addOrderBy(`log.${id}`, 'DESC')
    .limit(query.limit + 1)
    .getMany();
}
