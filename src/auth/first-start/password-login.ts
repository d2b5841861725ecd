import { Injectable } from '@nestjs/common';
import { LockOut } from '../login/lock-out.js';
import { AuthMethodsService } from '../method-instances/auth-methods.service.js';
import { OPERATOR } from './operator.js';

const METHOD = 'password';

/** Logging in by password. */
@Injectable()
export class PasswordLogin {
  constructor(
    private readonly methods: AuthMethodsService,
    private readonly lockOut: LockOut,
  ) {}

  /** Whatever hinders it is taken out of the way: the method is enabled, and nobody has guessed at the name. */
  async open(name: string): Promise<void> {
    await this.methods.ensureInstance({ name: METHOD, kind: METHOD, settings: {} });
    await this.methods.updateAuthMethod(OPERATOR, METHOD, { enabled: true }, 'any');
    await this.lockOut.forgive({ kind: METHOD, name });
  }
}
