import { Injectable, Logger } from '@nestjs/common';
import { parseSettings } from '../../common/extensions/settings.js';
import { ChangeFeed, FeedCache } from '../../database/index.js';
import type { AuthMethod, Identity } from '../auth-method.js';
import { AuthMethodUnavailableError } from '../auth.errors.js';
import { AuthMethods } from '../auth-methods.js';
import type { ClaimsMapping } from '../mapping/claims-mapping.js';
import type { AuthMethodInstance } from './auth-method-instance.entity.js';
import { AuthMethodInstancesRepository } from './auth-method-instances.repository.js';
import { SealedSettings } from './sealed-settings.js';

/** The topic under which changes of auth method instances are announced, with the key `*`. */
export const AUTH_METHODS_TOPIC = 'auth-methods';

/** The auth method instance that proved an identity, as it was then. */
export interface ProvenBy {
  readonly name: string;
  readonly epoch: string;
}

/** An auth method with the settings of one of its instances. */
export interface ConfiguredMethod extends ProvenBy {
  readonly method: AuthMethod;
  readonly settings: object;
  readonly mapping: ClaimsMapping | null;
}

/** The auth methods that callers can use now: enabled, installed, with settings that their kind accepts. */
@Injectable()
export class ConfiguredMethods {
  readonly #log = new Logger(ConfiguredMethods.name);
  readonly #cache: FeedCache<ReadonlyMap<string, ConfiguredMethod>>;

  constructor(
    private readonly instances: AuthMethodInstancesRepository,
    private readonly kinds: AuthMethods,
    private readonly sealed: SealedSettings,
    changeFeed: ChangeFeed,
  ) {
    this.#cache = new FeedCache(changeFeed, AUTH_METHODS_TOPIC, { max: 1 });
  }

  async find(name: string): Promise<ConfiguredMethod | undefined> {
    return (await this.usable())?.get(name);
  }

  /** The first by name, where there are several. */
  async findOfKind(kind: string): Promise<ConfiguredMethod | undefined> {
    return [...((await this.usable())?.values() ?? [])].find((it) => it.method.kind === kind);
  }

  /**
   * Offers a bearer token that is no access token of ours to each method that takes such tokens.
   *
   * @throws AuthMethodUnavailableError when none knows the token and one could not tell.
   */
  async validateToken(token: string): Promise<{ identity: Identity; method: ProvenBy } | undefined> {
    let unavailable: string | undefined;
    for (const { name, epoch, method, settings } of (await this.usable())?.values() ?? []) {
      try {
        const identity = await method.validateToken?.(settings, token);
        if (identity) return { identity, method: { name, epoch } };
      } catch (error) {
        this.#log.warn(`The auth method "${name}" could not tell: ${String(error)}`);
        unavailable = name;
      }
    }
    if (unavailable !== undefined) throw new AuthMethodUnavailableError(unavailable);
    return undefined;
  }

  private usable(): Promise<ReadonlyMap<string, ConfiguredMethod> | undefined> {
    return this.#cache.get('all', () => this.read());
  }

  private async read(): Promise<ReadonlyMap<string, ConfiguredMethod>> {
    const enabled = (await this.instances.all()).filter((it) => it.enabled);
    const usable = await Promise.all(enabled.map((it) => this.configure(it)));
    return new Map(usable.filter((it) => it !== undefined).map((it) => [it.name, it]));
  }

  private async configure(instance: AuthMethodInstance): Promise<ConfiguredMethod | undefined> {
    const { name, kind, epoch, mapping } = instance;
    const method = this.kinds.find(kind);
    if (!method) return undefined;
    try {
      return { name, epoch, method, mapping, settings: await parseSettings(method, this.sealed.open(name, instance)) };
    } catch (error) {
      this.#log.error(`The auth method "${name}" is out of use: its settings are not accepted (${String(error)})`);
      return undefined;
    }
  }
}
