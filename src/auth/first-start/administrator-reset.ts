import { Injectable } from '@nestjs/common';
import { Environment } from '../../config/environment.js';
import { AgentAdministration } from '../agents/agent-administration.js';
import { AgentsService } from '../agents/agents.service.js';
import { ADMIN_ROLE } from '../roles/built-in-roles.js';
import { FormerAccess } from './former-access.js';
import { OPERATOR } from './operator.js';
import { PasswordLogin } from './password-login.js';
import { randomPassword } from './random-password.js';

export interface ResetAdministrator {
  readonly username: string;
  /** ADMIN_PASSWORD, or a random one that is shown this once. */
  readonly password: string;
  /** Whether there was an agent of this name, which has lost all that it held. */
  readonly wasKnown: boolean;
}

/** Lets an operator back in who is locked out. */
@Injectable()
export class AdministratorReset {
  constructor(
    private readonly agents: AgentsService,
    private readonly administration: AgentAdministration,
    private readonly formerAccess: FormerAccess,
    private readonly login: PasswordLogin,
    private readonly environment: Environment,
  ) {}

  /**
   * Makes the agent named ADMIN_USERNAME an active administrator who logs in by password, whatever it was before.
   *
   * It may have become somebody else's meanwhile. So before it is made administrator, everything ends by which anybody
   * could act as it.
   */
  async resetAdministrator(): Promise<ResetAdministrator> {
    const { ADMIN_USERNAME: username, ADMIN_PASSWORD } = this.environment;
    const password = ADMIN_PASSWORD ?? randomPassword();
    const known = await this.agents.findByName(username);
    if (known) {
      await this.formerAccess.end(known.id);
      const roles = [...new Set([...known.roles, ADMIN_ROLE])];
      await this.administration.updateAgent(OPERATOR, known.id, { roles, password }, 'any');
      await this.administration.enableAgent(OPERATOR, known.id);
    } else {
      await this.agents.createAgent(OPERATOR, { name: username, type: 'user', roles: [ADMIN_ROLE], password });
    }
    await this.login.open(username);
    return { username, password, wasKnown: known !== undefined };
  }
}
