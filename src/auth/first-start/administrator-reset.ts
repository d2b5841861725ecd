import { Injectable } from '@nestjs/common';
import { Environment } from '../../config/environment.js';
import { AgentAdministration } from '../agents/agent-administration.js';
import { AgentsService } from '../agents/agents.service.js';
import { LockOut } from '../login/lock-out.js';
import { AuthMethodsService } from '../method-instances/auth-methods.service.js';
import { ADMIN_ROLE } from '../roles/built-in-roles.js';
import { OPERATOR } from './operator.js';
import { randomPassword } from './random-password.js';

const METHOD = 'password';

/** Lets an operator back in who is locked out. */
@Injectable()
export class AdministratorReset {
  constructor(
    private readonly agents: AgentsService,
    private readonly administration: AgentAdministration,
    private readonly methods: AuthMethodsService,
    private readonly lockOut: LockOut,
    private readonly environment: Environment,
  ) {}

  /**
   * Makes the agent named ADMIN_USERNAME an active administrator who logs in by password, whatever it was before.
   *
   * @returns the name and the new password: ADMIN_PASSWORD, or a random one that is shown this once.
   */
  async resetAdministrator(): Promise<{ username: string; password: string }> {
    const { ADMIN_USERNAME: username, ADMIN_PASSWORD } = this.environment;
    const password = ADMIN_PASSWORD ?? randomPassword();
    await this.methods.ensureInstance({ name: METHOD, kind: METHOD, settings: {} });
    await this.methods.updateAuthMethod(OPERATOR, METHOD, { enabled: true }, 'any');
    const known = await this.agents.findByName(username);
    if (known) {
      const roles = [...new Set([...known.roles, ADMIN_ROLE])];
      await this.administration.updateAgent(OPERATOR, known.id, { roles, password }, 'any');
      await this.administration.enableAgent(OPERATOR, known.id);
    } else {
      await this.agents.createAgent(OPERATOR, { name: username, type: 'user', roles: [ADMIN_ROLE], password });
    }
    await this.lockOut.forgive({ kind: METHOD, name: username });
    return { username, password };
  }
}
