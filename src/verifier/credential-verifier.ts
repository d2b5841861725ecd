import type { ClockReading } from './clock-reading.js';
import { PROOF_LIVES_SECONDS, provenKey, type ProvenKey } from './dpop-proof.js';
import { JwtCredentials } from './jwt-credentials.js';
import { OnlineCredentials } from './online-credentials.js';
import { type PresentedToken, presentedToken } from './presented-token.js';
import { Refused } from './refused.js';
import { registryFetch } from './registry-fetch.js';
import { UsedProofs } from './used-proofs.js';
import type { PresentedRequest, Verification, VerifiedCredential } from './verification.js';
import type { VerifierOptions } from './verifier-options.js';

const OPAQUE = /^trc_[0-9A-Za-z]{49}$/;

/** A token as it was presented, and the key that its sender holds. */
interface Presentation extends PresentedToken {
  readonly request: PresentedRequest;
  readonly key: ProvenKey | undefined;
  readonly times: ClockReading;
}

/** Tells for a tool's service whether a request carries a credential that the registry vended for that tool. */
export class CredentialVerifier {
  readonly #jwts: JwtCredentials;
  readonly #online: OnlineCredentials | undefined;
  readonly #usedProofs: UsedProofs;
  readonly #skewSeconds: number;

  constructor(private readonly options: VerifierOptions) {
    const { registryUrl, toolId, accessToken, skewSeconds = 5 } = options;
    const audience = options.audience ?? `${registryUrl}/api/v1/tools/${toolId}`;
    const fetch = registryFetch(options.fetch ?? globalThis.fetch, options.timeoutMs ?? 5000);
    this.#jwts = new JwtCredentials({ issuer: registryUrl, audience, toolId }, fetch);
    if (accessToken !== undefined)
      this.#online = new OnlineCredentials({ registryUrl, toolId, audience, accessToken }, fetch);
    const acceptedMs = (PROOF_LIVES_SECONDS + 2 * skewSeconds + 1) * 1000;
    this.#usedProofs = new UsedProofs(options.mostProofs ?? 100_000, acceptedMs);
    this.#skewSeconds = skewSeconds;
  }

  /** Never rejects: whatever it cannot tell is a refusal as `unavailable`. Takes one use where uses are counted. */
  async verify(request: PresentedRequest): Promise<Verification> {
    try {
      return { active: true, credential: await this.check(request) };
    } catch (error) {
      if (!(error instanceof Refused)) return { active: false, reason: 'unavailable', cause: error };
      const { reason, cause } = error;
      return { active: false, reason, ...(reason === 'unavailable' && { cause }) };
    }
  }

  /** The proof goes first: without a right one no use is taken. */
  private async check(request: PresentedRequest): Promise<VerifiedCredential> {
    const token = presentedToken(request.authorization);
    if (!token) throw new Refused('missing');
    const times = { currentDate: this.now(), clockTolerance: this.#skewSeconds };
    const key = await provenKey(request, token.token, times);
    if (token.scheme === 'DPoP' && !key) throw new Refused('invalid_dpop_proof');
    return this.usingUp(key, () => this.read({ ...token, request, key, times }));
  }

  /** Takes the proof first and gives it back when it opened nothing, so that of many copies one comes through. */
  private async usingUp<T>(key: ProvenKey | undefined, open: () => Promise<T>): Promise<T> {
    if (!key) return open();
    const taken = this.#usedProofs.take(key.proofId, this.now());
    if (taken !== 'taken') throw new Refused(taken === 'used' ? 'invalid_dpop_proof' : 'unavailable');
    try {
      return await open();
    } catch (error) {
      this.#usedProofs.giveBack(key.proofId);
      throw error;
    }
  }

  /** What can be told offline is told first. */
  private async read(presentation: Presentation): Promise<VerifiedCredential> {
    const { token, times, request } = presentation;
    if (!OPAQUE.test(token)) {
      const credential = fitting(await this.#jwts.read(token, times, request.address), presentation);
      if (!this.options.online) return credential;
    }
    if (!this.#online) throw new Refused('invalid_token');
    return fitting(await this.#online.read(token, request, presentation.key?.thumbprint), presentation);
  }

  private now(): Date {
    return this.options.now?.() ?? new Date();
  }
}

/**
 * The credential, if its holder sent it and it holds the scopes. RFC 9449 §7.1 and §7.2: one that is bound to a key takes
 * its own scheme and a proof of that key, and no other takes that scheme.
 */
function fitting(credential: VerifiedCredential, { request, scheme, key }: Presentation): VerifiedCredential {
  const { boundKey, scopes } = credential;
  const isHeld = boundKey === undefined ? scheme === 'Bearer' : scheme === 'DPoP' && boundKey === key?.thumbprint;
  if (!isHeld) throw new Refused('invalid_token');
  if (!(request.scopes ?? []).every((it) => scopes.includes(it))) throw new Refused('insufficient_scope');
  return credential;
}
