import type { FactoryProvider, Provider, Type } from '@nestjs/common';

/** What every contributed implementation says about itself. */
export interface Extension {
  /** Stable lower_snake_case key, stored in rows and used in URLs: never rename it. */
  readonly kind: string;
  /** One sentence for people who choose among kinds. */
  readonly description: string;
}

type Implementation<T> = Type<T> | Pick<FactoryProvider<T>, 'useFactory' | 'inject'>;

/**
 * A named place to which any module, ours or a guest's, contributes implementations.
 *
 * A Nest token provided twice in one module keeps only the last value, so each call of `provide` makes a token of
 * its own; the registry of the point finds them by the name they carry.
 */
export class ExtensionPoint<T extends Extension> {
  constructor(readonly name: string) {}

  /** The provider to list in a module's `providers`. */
  provide(implementation: Implementation<T>): Provider<T> {
    const token = Symbol(this.name);
    return typeof implementation === 'function'
      ? { provide: token, useClass: implementation }
      : { provide: token, ...implementation };
  }

  /** Whether a provider token was made by this point. */
  owns(token: unknown): boolean {
    return typeof token === 'symbol' && token.description === this.name;
  }
}
