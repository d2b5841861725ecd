import { Injectable } from '@nestjs/common';
import { Clock } from '../common/clock.js';
import { Keyring } from '../common/crypto/keyring.js';
import { newId } from '../common/ids.js';
import { Environment } from '../config/environment.js';
import { Seals } from '../database/index.js';
import { IdempotencyKeyReusedError, RequestInProgressError } from './idempotency.errors.js';
import { IdempotencyRecordsRepository, type RecordKey } from './idempotency-records.repository.js';

const FINGERPRINT = 'idempotency-fingerprint';
const REPLY = 'idempotency-reply';
/** What an execution may take beside its outbound call before it is taken for dead. */
const MARGIN_MS = 60_000;

/** A request that its sender may repeat: whose, by which key, and everything that makes it this request. */
export interface RepeatableRequest extends RecordKey {
  readonly content: unknown;
}

export interface StoredReply {
  readonly status: number;
  readonly body: unknown;
}

/** The right to execute: ends in a stored reply, or is given back. */
export interface ExecutionClaim {
  readonly key: RecordKey;
  readonly claimId: string;
}

export type Beginning = { readonly claim: ExecutionClaim } | { readonly replay: StoredReply };

/** Lets a request be executed once and answered as often as it is sent, for `IDEMPOTENCY_TTL_SECONDS`. */
@Injectable()
@Seals({
  table: 'idempotency_record',
  column: 'sealed_reply',
  purpose: REPLY,
  contextColumns: ['claim_id'],
  context: (claimId) => claimId,
})
export class IdempotencyService {
  constructor(
    private readonly records: IdempotencyRecordsRepository,
    private readonly environment: Environment,
    private readonly keyring: Keyring,
    private readonly clock: Clock,
  ) {}

  /**
   * A claim on the execution, or the reply that it gave before.
   *
   * An execution that died (its process was killed) can be claimed again after the outbound timeout and a minute.
   *
   * @throws IdempotencyKeyReusedError when the key belongs to another request.
   * @throws RequestInProgressError while the request is running.
   */
  async begin({ content, ...key }: RepeatableRequest): Promise<Beginning> {
    const now = this.clock.now();
    const claimId = newId();
    const fingerprints = this.keyring.hmacs(FINGERPRINT, JSON.stringify(content));
    const claimedUntil = new Date(now.getTime() + this.environment.OUTBOUND_TIMEOUT_MS + MARGIN_MS);
    const expiresAt = new Date(now.getTime() + this.environment.IDEMPOTENCY_TTL_SECONDS * 1000);
    const isOurs = await this.records.claim(
      { ...key, claimId, fingerprint: fingerprints[0], claimedUntil, expiresAt },
      now,
    );
    return isOurs ? { claim: { key, claimId } } : { replay: await this.replay(key, fingerprints) };
  }

  /** Keeps the reply for repetition, sealed. */
  async complete({ key, claimId }: ExecutionClaim, { status, body }: StoredReply): Promise<void> {
    const sealed = this.keyring.seal(REPLY, JSON.stringify(body ?? null), claimId);
    await this.records.complete(claimId, key, status, sealed);
  }

  /** Gives the claim back, so that the same request may be tried again. */
  async release({ key, claimId }: ExecutionClaim): Promise<void> {
    await this.records.release(claimId, key);
  }

  private async replay(key: RecordKey, fingerprints: readonly Buffer[]): Promise<StoredReply> {
    const record = await this.records.findByKey(key);
    // A record that is gone has just been given back by an execution that failed.
    if (!record) throw new RequestInProgressError();
    if (!fingerprints.some((it) => record.fingerprint.equals(it))) throw new IdempotencyKeyReusedError();
    if (record.status === null || record.sealedReply === null) throw new RequestInProgressError();
    const body: unknown = JSON.parse(this.keyring.open(REPLY, record.sealedReply, record.claimId));
    return { status: record.status, body };
  }
}
