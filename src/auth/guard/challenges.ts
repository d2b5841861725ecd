import { Injectable } from '@nestjs/common';
import { DPOP_ALGORITHMS } from '../dpop/dpop-algorithms.js';
import { Issuer } from '../tokens/issuer.js';
import type { PresentedToken } from './authorization-header.js';

const ALGORITHMS = `algs="${DPOP_ALGORITHMS.join(' ')}"`;

/** Why a request was refused, in the words of RFC 6750 §3.1 and RFC 9449 §7.1. */
export interface Refusal {
  readonly error?: 'invalid_token' | 'insufficient_scope' | 'invalid_dpop_proof' | undefined;
  /** The scheme that the caller used. */
  readonly scheme: PresentedToken['scheme'];
  /** All permissions that the operation needs, as far as they are known. */
  readonly permissions: readonly string[];
}

/** What `WWW-Authenticate` says: how to authenticate here, and where to learn how to get a token (RFC 9728 §5.1). */
@Injectable()
export class Challenges {
  constructor(private readonly issuer: Issuer) {}

  /** One challenge for each scheme; the one that was used names the error. */
  of({ error, scheme, permissions }: Refusal): string[] {
    const reason = error === undefined ? [] : [`error="${error}"`];
    const metadata = `resource_metadata="${this.issuer.url}/.well-known/oauth-protected-resource"`;
    const common = [...(permissions.length > 0 ? [`scope="${permissions.join(' ')}"`] : []), metadata];
    const bearer = ['realm="registry"', ...(scheme === 'Bearer' ? reason : []), ...common];
    const dpop = [...(scheme === 'DPoP' ? reason : []), ALGORITHMS, ...common];
    return [`Bearer ${bearer.join(', ')}`, `DPoP ${dpop.join(', ')}`];
  }
}
