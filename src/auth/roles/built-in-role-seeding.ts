import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { BUILT_IN_ROLES } from './built-in-roles.js';
import { RolesRepository } from './roles.repository.js';

/** Brings the roles that every registry has up to date. */
@Injectable()
export class BuiltInRoleSeeding {
  readonly #log = new Logger(BuiltInRoleSeeding.name);

  constructor(
    private readonly roles: RolesRepository,
    private readonly clock: Clock,
  ) {}

  /** Call it in a transaction: until that ends, other instances that start wait here. Leaves custom roles alone. */
  async ensure(): Promise<void> {
    await this.roles.lockForSeeding();
    for (const role of BUILT_IN_ROLES) await this.roles.putBuiltIn(role, this.clock.now());
    const names = BUILT_IN_ROLES.map((it) => it.name);
    const custom = (await this.roles.findByNames(names)).filter((it) => !it.builtIn);
    for (const { name } of custom) {
      this.#log.warn(`The custom role "${name}" has the name of a built-in one. It stays as it is; rename yours.`);
    }
  }
}
