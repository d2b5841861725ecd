import { Injectable } from '@nestjs/common';
import { Clock } from '../common/clock.js';
import type { AgentProfile } from './agents/agent-profile.js';
import { AgentProfiles } from './agents/agent-profiles.js';
import type { Identity, IdentityLimits } from './auth-method.js';
import { ExternalIdentitiesRepository } from './identities/external-identities.repository.js';
import { type Permission, PermissionSet } from './permissions.js';
import type { Principal } from './principal.js';
import type { AccessTokenClaims } from './tokens/access-token.js';

/** An active agent and what narrows it. */
export interface Grant {
  readonly profile: AgentProfile;
  readonly limits: IdentityLimits;
}

/** Maps proofs to agents and their rights: a method proves who somebody is, this decides what they may. */
@Injectable()
export class Principals {
  constructor(
    private readonly profiles: AgentProfiles,
    private readonly identities: ExternalIdentitiesRepository,
    private readonly clock: Clock,
  ) {}

  /** Undefined when the identity stands for no active agent, or its proof has ended. */
  async grant(identity: Identity): Promise<Grant | undefined> {
    const agentId =
      'agentId' in identity ? identity.agentId : await this.identities.findAgentId(identity.issuer, identity.subject);
    const profile = agentId === undefined ? undefined : await this.profiles.find(agentId);
    const limits = ('limits' in identity ? identity.limits : undefined) ?? {};
    const ended = limits.expiresAt !== undefined && limits.expiresAt <= this.clock.now();
    return profile?.active && !ended ? { profile, limits } : undefined;
  }

  /** The caller behind a proof that is presented as it is. */
  async fromIdentity(identity: Identity, method: string): Promise<Principal | undefined> {
    const grant = await this.grant(identity);
    if (!grant) return undefined;
    const { credential, permissions } = grant.limits;
    return { ...narrowed(grant.profile, permissions), method, ...(credential && { credential }) };
  }

  /** The caller behind a verified access token; undefined when it was made before the agent's last change of rights. */
  async fromClaims({ sub, epoch, method, jti, permissions }: AccessTokenClaims): Promise<Principal | undefined> {
    const profile = await this.profiles.find(sub);
    if (!profile?.active || profile.tokenEpoch !== epoch) return undefined;
    return { ...narrowed(profile, permissions), method, tokenId: jti };
  }
}

function narrowed({ id, name, type, roles, permissions }: AgentProfile, limit: readonly Permission[] | undefined) {
  const held = limit ? permissions.intersect(new PermissionSet(limit)) : permissions;
  return { agentId: id, agentName: name, agentType: type, roles, permissions: held };
}
