import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Clock } from '../../common/clock.js';
import { UsedProofsRepository } from './used-proofs.repository.js';

const MINUTE = 60_000;

/** Lets a signed proof (a DPoP proof, a client assertion) be used once, whichever instances it is presented to. */
@Injectable()
export class UsedProofs {
  constructor(
    private readonly repository: UsedProofsRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * True for the first who asks, false for every other.
   *
   * @param maker who made the proof: a key's thumbprint, a client's id.
   * @param until when the proof is refused for its age alone.
   */
  claim(kind: string, maker: string, id: string, until: Date): Promise<boolean> {
    const digest = createHash('sha256')
      .update(JSON.stringify([kind, maker, id]))
      .digest();
    return this.repository.insert(digest, until);
  }

  @Interval(MINUTE)
  async forgetExpired(): Promise<void> {
    await this.repository.forgetExpired(this.clock.now());
  }
}
