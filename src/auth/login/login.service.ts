import { Injectable, Logger } from '@nestjs/common';
import { parseSettings } from '../../common/extensions/settings.js';
import type { AuthMethod, Identity, IdentityLimits } from '../auth-method.js';
import { AuthMethodUnavailableError, InvalidCredentialsError, LoginLockedError } from '../auth.errors.js';
import { type ConfiguredMethod, ConfiguredMethods } from '../method-instances/configured-methods.js';
import { type Grant, Principals } from '../principals.js';
import { type GuessedName, LockOut } from './lock-out.js';
import { LoginRecords } from './login-records.js';
import { type LoginResult, LoginTokens } from './login-tokens.js';
import { type LoginWishes, narrowedLimits } from './login-wishes.js';

/** Exchanges proof of who somebody is for an access token, and a refresh token where one is wished for. */
@Injectable()
export class LoginService {
  readonly #log = new Logger(LoginService.name);

  constructor(
    private readonly methods: ConfiguredMethods,
    private readonly lockOut: LockOut,
    private readonly records: LoginRecords,
    private readonly principals: Principals,
    private readonly tokens: LoginTokens,
  ) {}

  /**
   * @param methodName name of an auth method instance.
   * @throws InvalidCredentialsError, the same whatever was wrong; ValidationFailedError, LoginLockedError,
   * AuthMethodUnavailableError, UnknownPermissionError, GrantTooWideError, TokenTooLongError. Refusals are audited.
   */
  async login(methodName: string, credentials: unknown, wishes: LoginWishes = {}): Promise<LoginResult> {
    this.tokens.requireKnown(wishes);
    const configured = await this.methods.find(methodName);
    if (!configured) return this.refuse('unknown_method');
    const { name, method } = configured;
    const parsed = await parseSettings(credentialsOf(method), credentials, '/credentials');
    const guessed = guessedBy(method, parsed);
    if (guessed) await this.requireUnlocked(name, guessed);
    const identity = await this.prove(configured, parsed);
    if (!identity) return this.refuse('not_proven', name);
    const grant = await this.principals.grant(identity, configured);
    if (!grant || isForPresentingOnly(grant.limits)) return this.refuse('not_an_agent', name);
    const limits = await this.narrow(grant, name, wishes);
    await this.records.succeeded(grant.profile.id, name, guessed);
    const { provenKey } = wishes;
    return this.tokens.issue({ agent: grant.profile, method: name, limits, provenKey }, wishes);
  }

  private async requireUnlocked(method: string, guessed: GuessedName): Promise<void> {
    const wait = await this.lockOut.claim(guessed);
    if (wait === undefined) return;
    await this.records.refused('locked', method);
    throw new LoginLockedError(wait);
  }

  private async prove(
    { name, method, settings }: ConfiguredMethod,
    credentials: object,
  ): Promise<Identity | undefined> {
    try {
      return await method.authenticate(settings, credentials);
    } catch (error) {
      this.#log.warn(`The auth method "${name}" could not tell: ${String(error)}`);
      await this.records.refused('unavailable', name);
      throw new AuthMethodUnavailableError(name);
    }
  }

  private async narrow(grant: Grant, method: string, wishes: LoginWishes): Promise<IdentityLimits> {
    try {
      return narrowedLimits(grant, wishes);
    } catch (error) {
      await this.records.refused('grant_too_wide', method);
      throw error;
    }
  }

  private async refuse(...[reason, method]: Parameters<LoginRecords['refused']>): Promise<never> {
    await this.records.refused(reason, method);
    throw new InvalidCredentialsError();
  }
}

/** An access token would say neither for what tool it is nor who acts by it. */
function isForPresentingOnly({ credential, actors = [] }: IdentityLimits): boolean {
  return credential !== undefined || actors.length > 0;
}

function guessedBy(method: AuthMethod, credentials: object): GuessedName | undefined {
  const name = method.guessedName?.(credentials);
  return name === undefined ? undefined : { kind: method.kind, name };
}

const credentialsOf = ({ kind, description, credentialsDto }: AuthMethod) => ({
  kind,
  description,
  settingsDto: credentialsDto,
});
