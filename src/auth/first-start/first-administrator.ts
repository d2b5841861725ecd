import { Injectable } from '@nestjs/common';
import { Environment } from '../../config/environment.js';
import { AgentsService } from '../agents/agents.service.js';
import { AuthMethodsService } from '../method-instances/auth-methods.service.js';
import { ADMIN_ROLE } from '../roles/built-in-roles.js';
import { RolesRepository } from '../roles/roles.repository.js';
import { OPERATOR } from './operator.js';
import { randomPassword } from './random-password.js';

const BUILT_IN_METHODS = ['password', 'api_key', 'client_credentials'];

/** The administrator that the first start makes. */
@Injectable()
export class FirstAdministrator {
  #generatedPassword: string | undefined;

  constructor(
    private readonly roles: RolesRepository,
    private readonly agents: AgentsService,
    private readonly methods: AuthMethodsService,
    private readonly environment: Environment,
  ) {}

  /** The password to print once: set when this very start made an administrator and no password was configured. */
  get generatedPassword(): string | undefined {
    return this.#generatedPassword;
  }

  /** Makes the administrator, and the methods to log in by, unless there is one. Call it in a transaction that nobody else runs at the same time. */
  async ensure(): Promise<void> {
    if (await this.roles.isHeld(ADMIN_ROLE)) return;
    for (const kind of BUILT_IN_METHODS) await this.methods.ensureInstance({ name: kind, kind, settings: {} });
    const { ADMIN_USERNAME: name, ADMIN_PASSWORD } = this.environment;
    const password = ADMIN_PASSWORD ?? randomPassword();
    const administrator = { name, displayName: 'Administrator', type: 'user', roles: [ADMIN_ROLE], password } as const;
    await this.agents.createAgent(OPERATOR, administrator);
    if (ADMIN_PASSWORD === undefined) this.#generatedPassword = password;
  }
}
