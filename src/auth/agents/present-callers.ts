import { Injectable } from '@nestjs/common';
import { InvalidTokenError } from '../auth.errors.js';
import { OPERATOR } from '../first-start/operator.js';
import type { Principal } from '../principal.js';
import { Revocations } from '../revocation/revocations.js';
import { RolesRepository } from '../roles/roles.repository.js';
import { AgentsRepository } from './agents.repository.js';

/** Callers as they are when the turn of their change has come: they may have lost, while waiting, what let them in. */
@Injectable()
export class PresentCallers {
  constructor(
    private readonly roles: RolesRepository,
    private readonly agents: AgentsRepository,
    private readonly revocations: Revocations,
  ) {}

  /**
   * The caller with what is left of its permissions, which nobody else changes until the transaction ends.
   *
   * @throws InvalidTokenError when its proof is good no more.
   */
  async hold(caller: Principal): Promise<Principal> {
    if (caller === OPERATOR) return caller;
    await this.roles.lockAdministrators();
    const profile = await this.agents.findProfile(caller.agentId);
    if (!profile?.active || (await this.revocations.includeAnyNow(caller.basis))) throw new InvalidTokenError();
    for (const { sub, epoch } of caller.epochs) {
      const its = sub === profile.id ? profile : await this.agents.findProfile(sub);
      if (!its?.active || its.tokenEpoch !== epoch) throw new InvalidTokenError();
    }
    return { ...caller, roles: profile.roles, permissions: caller.permissions.intersect(profile.permissions) };
  }
}
