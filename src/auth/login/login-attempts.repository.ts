import { Injectable } from '@nestjs/common';
import { Transactions } from '../../database/index.js';
import { LoginAttempt } from './login-attempt.entity.js';

/** The first attempts are free; each further one locks twice as long as the one before, up to the longest. */
export interface LockOutRule {
  readonly freeAttempts: number;
  readonly firstLockSeconds: number;
  readonly longestLockSeconds: number;
}

const CLAIM = `
  INSERT INTO login_attempt AS known (key, failures, locked_until, last_attempt_at) VALUES ($1, 1, NULL, $2)
  ON CONFLICT (key) DO UPDATE SET
    failures = known.failures + 1,
    locked_until = CASE WHEN known.failures + 1 >= $3::int
      THEN $2::timestamptz + least($5::float8, $4 * power(2, least(known.failures + 1 - $3, 30))) * interval '1 second' END,
    last_attempt_at = $2
  WHERE known.locked_until IS NULL OR known.locked_until <= $2
  RETURNING failures
`;

/** What was counted in several places adds up, and the longest lock counts. */
const ADOPT = `
  WITH known AS (
    DELETE FROM login_attempt WHERE key = ANY ($2::bytea[]) RETURNING failures, locked_until, last_attempt_at
  )
  INSERT INTO login_attempt AS mine (key, failures, locked_until, last_attempt_at)
  SELECT $1, sum(failures), max(locked_until), max(last_attempt_at) FROM known HAVING count(*) > 0
  ON CONFLICT (key) DO UPDATE SET
    failures = mine.failures + excluded.failures,
    locked_until = greatest(mine.locked_until, excluded.locked_until),
    last_attempt_at = greatest(mine.last_attempt_at, excluded.last_attempt_at)
`;

@Injectable()
export class LoginAttemptsRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Counts an attempt in one statement; false, and nothing counted, while the key is locked. */
  async claim(key: Buffer, now: Date, rule: LockOutRule): Promise<boolean> {
    const parameters = [key, now, rule.freeAttempts, rule.firstLockSeconds, rule.longestLockSeconds];
    const rows = (await this.transactions.manager.query(CLAIM, parameters)) as unknown[];
    return rows.length > 0;
  }

  /** Goes on counting under this key what was counted under one of the others. */
  async adopt(key: Buffer, others: readonly Buffer[]): Promise<void> {
    await this.transactions.manager.query(ADOPT, [key, others]);
  }

  async lockedUntil(key: Buffer): Promise<Date | null> {
    const attempt = await this.transactions.of(LoginAttempt).findOneBy({ key });
    return attempt?.lockedUntil ?? null;
  }

  async forget(key: Buffer): Promise<void> {
    await this.transactions.of(LoginAttempt).delete({ key });
  }

  async forgetOlderThan(moment: Date): Promise<void> {
    await this.transactions.manager.query('DELETE FROM login_attempt WHERE last_attempt_at < $1', [moment]);
  }
}
