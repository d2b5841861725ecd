import { Injectable } from '@nestjs/common';
import { Clock } from '../common/clock.js';
import type { AgentProfile } from './agents/agent-profile.js';
import { AgentProfiles } from './agents/agent-profiles.js';
import { isAllowedAddress } from './allowed-address.js';
import type { Identity, IdentityLimits } from './auth-method.js';
import { ExternalSubjects } from './mapping/external-subjects.js';
import type { ProvenBy } from './method-instances/configured-methods.js';
import { type Permission, PermissionSet } from './permissions.js';
import type { Principal } from './principal.js';
import { Revocations } from './revocation/revocations.js';
import type { AccessTokenClaims, Actor, AgentEpoch } from './tokens/access-token.js';

/** An active agent and what narrows it. */
export interface Grant {
  readonly profile: AgentProfile;
  readonly limits: IdentityLimits;
}

/** Maps proofs to agents and their rights: a method proves who somebody is, this decides what they may. */
@Injectable()
export class Principals {
  /** What follows from claims and profile alone, as long as both are the ones that are kept. */
  readonly #callers = new WeakMap<AccessTokenClaims, { readonly profile: AgentProfile; readonly caller: Principal }>();

  constructor(
    private readonly profiles: AgentProfiles,
    private readonly subjects: ExternalSubjects,
    private readonly revocations: Revocations,
    private readonly clock: Clock,
  ) {}

  /**
   * Undefined when the identity stands for no active agent, or its proof has ended or is used from elsewhere.
   *
   * @param method that proved the identity: what is got rests on it as it was then.
   */
  async grant(identity: Identity, method: ProvenBy): Promise<Grant | undefined> {
    const { limits = {} } = identity;
    const ended = limits.expiresAt !== undefined && limits.expiresAt <= this.clock.now();
    if (ended || !isAllowedAddress(limits.addresses)) return undefined;
    const agentId = 'agentId' in identity ? identity.agentId : await this.subjects.findAgentId(identity, method.name);
    const profile = agentId === undefined ? undefined : await this.profiles.find(agentId);
    const basis = [...(limits.basis ?? []), method.epoch];
    return profile?.active ? { profile, limits: { ...limits, basis } } : undefined;
  }

  /** The caller behind a proof that is presented as it is; undefined too once anything that it rests on has ended. */
  async fromIdentity(identity: Identity, method: ProvenBy): Promise<Principal | undefined> {
    const grant = await this.grant(identity, method);
    if (!grant) return undefined;
    const { credential, permissions, basis = [], actors = [], expiresAt, addresses, clientId, boundKey } = grant.limits;
    if (await this.revocations.includeAny(basis)) return undefined;
    const acting = await Promise.all(actors.map((it) => this.profiles.find(it)));
    if (!acting.every((it) => it?.active)) return undefined;
    const epochs = [grant.profile, ...acting].filter((it) => it !== undefined).map(epochOf);
    return {
      ...narrowed(grant.profile, permissions),
      ...{ method: method.name, basis, epochs },
      ...(expiresAt && { proofEndsAt: expiresAt }),
      ...(addresses && { addresses }),
      ...(clientId !== undefined && { clientId }),
      ...(boundKey !== undefined && { provenKey: boundKey }),
      ...(actors.length > 0 && { actors }),
      ...(credential && { credential }),
    };
  }

  /**
   * The caller behind a verified access token; undefined once anything that the token rests on has ended or changed.
   *
   * @param from `anywhere` when somebody else asks about the token: the addresses to which it is bound do not count then.
   */
  async fromClaims(claims: AccessTokenClaims, from: 'here' | 'anywhere' = 'here'): Promise<Principal | undefined> {
    const profile = await this.current(claims);
    const allowed = from === 'anywhere' || isAllowedAddress(claims.addresses);
    if (!profile || !allowed) return undefined;
    const caller = this.callerOf(claims, profile);
    if (await this.revocations.includeAny(caller.basis)) return undefined;
    for (const other of caller.epochs.slice(1)) if (!(await this.current(other))) return undefined;
    return caller;
  }

  private callerOf(claims: AccessTokenClaims, profile: AgentProfile): Principal {
    const known = this.#callers.get(claims);
    if (known?.profile === profile) return known.caller;
    const caller = callerOf(claims, profile);
    this.#callers.set(claims, { profile, caller });
    return caller;
  }

  /** The agent, as long as it is active and its tokens of this epoch are good. */
  private async current({ sub, epoch }: AgentEpoch): Promise<AgentProfile | undefined> {
    const profile = await this.profiles.find(sub);
    return profile?.active && profile.tokenEpoch === epoch ? profile : undefined;
  }
}

function callerOf(claims: AccessTokenClaims, profile: AgentProfile): Principal {
  const { sub, client_id: clientId, epoch, method, jti, scope, act, proof_exp: proofExp } = claims;
  const actors = actorsOf(act);
  const others = [...actors, ...(claims.rests_on ?? [])].map((it) => ({ sub: it.sub, epoch: it.epoch }));
  return {
    ...narrowed(profile, scope?.split(' ').filter(Boolean)),
    ...{ method, tokenId: jti, basis: [jti, ...(claims.basis ?? [])], epochs: [{ sub, epoch }, ...others] },
    ...(proofExp !== undefined && { proofEndsAt: new Date(proofExp * 1000) }),
    ...(claims.addresses && { addresses: claims.addresses }),
    ...(claims.cnf && { provenKey: claims.cnf.jkt }),
    ...(clientId !== sub && { clientId }),
    ...(actors.length > 0 && { actors: actors.map((it) => it.sub) }),
  };
}

function epochOf({ id, tokenEpoch }: AgentProfile): AgentEpoch {
  return { sub: id, epoch: tokenEpoch };
}

/** The latest first. */
function actorsOf(act: Actor | undefined): Actor[] {
  return act ? [act, ...actorsOf(act.act)] : [];
}

function narrowed({ id, name, type, roles, permissions }: AgentProfile, limit: readonly Permission[] | undefined) {
  const held = limit ? permissions.intersect(new PermissionSet(limit)) : permissions;
  return { agentId: id, agentName: name, agentType: type, roles, permissions: held };
}
