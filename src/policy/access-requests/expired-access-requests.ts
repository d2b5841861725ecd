import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { AccessRequestSteps } from './access-request-steps.js';

const MINUTE_MS = 60_000;
const BATCH = 100;

/** Puts on record which access requests nobody decided in time. They cannot be decided from that moment on; this comes after. */
@Injectable()
export class ExpiredAccessRequests {
  constructor(private readonly steps: AccessRequestSteps) {}

  @Interval(MINUTE_MS)
  async close(): Promise<void> {
    while ((await this.steps.expire(BATCH)) === BATCH);
  }
}
