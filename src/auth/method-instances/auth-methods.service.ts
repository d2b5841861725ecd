import { Injectable } from '@nestjs/common';
import { PreconditionFailedError } from '../../common/errors/common.errors.js';
import type { ExpectedRevision } from '../../common/http/if-match.decorator.js';
import { GrantRules } from '../agents/grant-rules.js';
import type { Principal } from '../principal.js';
import { Revocations } from '../revocation/revocations.js';
import { AuthMethodChanges } from './auth-method-changes.js';
import { AuthMethodFactory, type AuthMethodPatch, type NewAuthMethod } from './auth-method-factory.js';
import type { AuthMethodInstance } from './auth-method-instance.entity.js';
import { AuthMethodInstancesRepository } from './auth-method-instances.repository.js';
import type { AuthMethodView } from './auth-method-view.js';
import { AuthMethodNameTakenError, AuthMethodNotFoundError } from './auth-methods.errors.js';
import { AuthMethodCreated, AuthMethodDeleted, AuthMethodUpdated } from './auth-methods.events.js';

const EVERYTHING = ['*'];

/** What was made with what was got by a method may have no end of its own. */
const FOR_GOOD = new Date('9999-12-31T00:00:00Z');

/**
 * The configured auth methods. A method can vouch for any agent, so only those who may do everything set one up.
 *
 * Methods that change something throw GrantTooWideError for others.
 */
@Injectable()
export class AuthMethodsService {
  constructor(
    private readonly instances: AuthMethodInstancesRepository,
    private readonly factory: AuthMethodFactory,
    private readonly changes: AuthMethodChanges,
    private readonly rules: GrantRules,
    private readonly revocations: Revocations,
  ) {}

  /** Makes an instance that a module needs to be there; leaves one that is there as it is. */
  async ensureInstance(wanted: NewAuthMethod): Promise<void> {
    const instance = await this.factory.make(wanted);
    await this.changes.change(async (publish) => {
      if (await this.instances.insertIfNameIsFree(instance))
        await publish(new AuthMethodCreated(this.factory.view(instance)));
    });
  }

  /** @throws AuthMethodNotFoundError */
  async getAuthMethod(name: string): Promise<AuthMethodView> {
    return this.factory.view(await this.require(name));
  }

  /** @throws UnknownKindError, ValidationFailedError, AuthMethodNameTakenError */
  async createAuthMethod(asked: Principal, wanted: NewAuthMethod): Promise<AuthMethodView> {
    await this.rules.requireMayGrant(asked, [], EVERYTHING);
    const instance = await this.factory.make(wanted);
    const view = this.factory.view(instance);
    await this.changes.changeBy(asked, async (caller, publish) => {
      await this.rules.requireMayGrant(caller, [], EVERYTHING);
      if (!(await this.instances.insertIfNameIsFree(instance))) throw new AuthMethodNameTakenError();
      await publish(new AuthMethodCreated(view));
    });
    return view;
  }

  /** @throws AuthMethodNotFoundError, UnknownKindError, ValidationFailedError, PreconditionFailedError */
  async updateAuthMethod(
    asked: Principal,
    name: string,
    patch: AuthMethodPatch,
    expected: ExpectedRevision,
  ): Promise<AuthMethodView> {
    await this.rules.requireMayGrant(asked, [], EVERYTHING);
    const before = await this.require(name, expected);
    const after = await this.factory.change(before, patch);
    const view = this.factory.view(after);
    await this.changes.changeBy(asked, async (caller, publish) => {
      await this.rules.requireMayGrant(caller, [], EVERYTHING);
      if (!(await this.instances.replace(after, before.revision))) throw new PreconditionFailedError();
      if (after.epoch !== before.epoch) await this.revocations.revoke(before.epoch, FOR_GOOD);
      await publish(new AuthMethodUpdated(this.factory.view(before), view));
    });
    return view;
  }

  /** @throws AuthMethodNotFoundError, PreconditionFailedError */
  async deleteAuthMethod(asked: Principal, name: string, expected: ExpectedRevision): Promise<void> {
    await this.rules.requireMayGrant(asked, [], EVERYTHING);
    const instance = await this.require(name, expected);
    await this.changes.changeBy(asked, async (caller, publish) => {
      await this.rules.requireMayGrant(caller, [], EVERYTHING);
      if (!(await this.instances.delete(name, instance.revision))) throw new PreconditionFailedError();
      await this.revocations.revoke(instance.epoch, FOR_GOOD);
      await publish(new AuthMethodDeleted(this.factory.view(instance)));
    });
  }

  private async require(name: string, expected: ExpectedRevision = 'any'): Promise<AuthMethodInstance> {
    const instance = await this.instances.findByName(name);
    if (!instance) throw new AuthMethodNotFoundError();
    if (expected !== 'any' && instance.revision !== expected) throw new PreconditionFailedError();
    return instance;
  }
}
