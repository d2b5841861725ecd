import { Injectable } from '@nestjs/common';
import { InsufficientPermissionError } from '../auth.errors.js';
import { FullProofRule } from '../passwords/full-proof.rule.js';
import { FullProofRequiredError } from '../passwords/passwords.errors.js';
import { PermissionCatalogue } from '../permission-catalogue/permission-catalogue.js';
import type { Permission } from '../permissions.js';
import type { Principal } from '../principal.js';
import { RolesRepository } from '../roles/roles.repository.js';
import { AgentProfiles } from './agent-profiles.js';
import { AgentOutranksCallerError, GrantTooWideError, UnknownOwnerError, UnknownRoleError } from './agents.errors.js';
import { DelegatedProofError } from './proof-rules.errors.js';

const MANAGE = 'agent:manage';

/** Keeps anybody from getting, through others, more than they hold. */
@Injectable()
export class GrantRules {
  constructor(
    private readonly roles: RolesRepository,
    private readonly profiles: AgentProfiles,
    private readonly catalogue: PermissionCatalogue,
    private readonly fullProof: FullProofRule,
  ) {}

  /** @throws UnknownPermissionError, UnknownRoleError, GrantTooWideError naming what the caller does not hold. */
  async requireMayGrant(
    caller: Principal,
    roles: readonly string[],
    permissions: readonly Permission[],
  ): Promise<void> {
    this.catalogue.requireKnown(permissions);
    const known = await this.roles.findByNames(roles);
    const unknown = roles.findIndex((name) => !known.some((it) => it.name === name));
    if (unknown >= 0) throw new UnknownRoleError(roles[unknown] ?? '', unknown);
    const missing = caller.permissions.missing([...permissions, ...known.flatMap((it) => it.permissions)]);
    if (missing.length > 0) throw new GrantTooWideError([...new Set(missing)]);
  }

  /** @throws InsufficientPermissionError */
  requireManager({ permissions }: Principal): void {
    if (!permissions.allows(MANAGE)) throw new InsufficientPermissionError(MANAGE);
  }

  /**
   * Whoever changes an agent, or makes a proof for it, could act as it.
   *
   * @throws AgentOutranksCallerError when the agent holds what the caller does not.
   */
  async requireCovers(caller: Principal, agentId: string): Promise<void> {
    const profile = await this.profiles.find(agentId);
    if (profile && !caller.permissions.covers(profile.permissions)) throw new AgentOutranksCallerError();
  }

  /**
   * A password, the token that sets one, and a link to another issuer prove an agent for good and from everywhere. So
   * nobody makes one by a proof that ends or is bound to addresses, and an agent makes its own by a full login alone.
   *
   * For others a key or client without such bounds will do, as automation has them: its holder could as well make such
   * an agent a key that goes on without it, and each of these acts is audited under its own name.
   *
   * @throws DelegatedProofError to those who act for somebody else; FullProofRequiredError
   */
  async requireMayProve(caller: Principal, agentId: string): Promise<void> {
    if (caller.actors?.length) throw new DelegatedProofError();
    if (caller.agentId === agentId) return this.fullProof.require(caller);
    if (caller.addresses || caller.proofEndsAt) throw new FullProofRequiredError();
  }

  /** @throws UnknownOwnerError */
  async requireOwner(ownerId: string | null | undefined): Promise<void> {
    if (ownerId && !(await this.profiles.find(ownerId))) throw new UnknownOwnerError();
  }
}
