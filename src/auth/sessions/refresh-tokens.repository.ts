import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Transactions } from '../../database/index.js';
import { RefreshToken } from './refresh-token.entity.js';

const USE = `
  WITH used AS (
    UPDATE refresh_token SET used_at = $2 WHERE hmac = $1 AND used_at IS NULL RETURNING session_id
  )
  UPDATE session SET refreshed_at = $2 FROM used WHERE session.id = used.session_id RETURNING session.id
`;

@Injectable()
export class RefreshTokensRepository {
  constructor(private readonly transactions: Transactions) {}

  async insert(token: RefreshToken): Promise<void> {
    await this.transactions.of(RefreshToken).insert(token);
  }

  /** @param hmacs of one token, under every master key. */
  async findByHmac(hmacs: readonly Buffer[]): Promise<RefreshToken | undefined> {
    return (await this.transactions.of(RefreshToken).findOneBy({ hmac: In(hmacs) })) ?? undefined;
  }

  /** Uses up a token, and notes it at its session, in one statement. False, and nothing changed, when it was used. */
  async use(hmac: Buffer, now: Date): Promise<boolean> {
    return (await this.transactions.prepared('refresh-token-use', USE, [hmac, now])).length > 0;
  }
}
