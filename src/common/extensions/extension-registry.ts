import type { OnApplicationBootstrap, OnModuleInit } from '@nestjs/common';
import type { DiscoveryService } from '@nestjs/core';
import { UnknownKindError } from '../errors/common.errors.js';
import type { Extension, ExtensionPoint } from './extension-point.js';

const KIND = /^[a-z][a-z0-9_]{0,63}$/;

/** Everything contributed to one extension point: gathered at boot, read-only once the application listens. */
export abstract class ExtensionRegistry<T extends Extension> implements OnModuleInit, OnApplicationBootstrap {
  readonly #byKind = new Map<string, T>();
  #collected = false;
  #closed = false;

  protected constructor(
    readonly point: ExtensionPoint<T>,
    private readonly discovery: DiscoveryService,
  ) {}

  /** A bad contribution must fail the boot, not somebody's request. */
  onModuleInit(): void {
    this.collect();
  }

  onApplicationBootstrap(): void {
    this.#closed = true;
  }

  /**
   * Adds an implementation by hand, before the application listens.
   *
   * @throws Error when its kind is malformed or already owned (both owners are named), or when it is too late.
   */
  register(extension: T): void {
    const owner = extension.constructor.name;
    if (this.#closed) throw new Error(`${this.point.name}: ${owner} was registered after the application started`);
    if (!KIND.test(extension.kind)) {
      throw new Error(`${this.point.name}: the kind "${extension.kind}" of ${owner} is not lower_snake_case`);
    }
    const rival = this.#byKind.get(extension.kind);
    if (rival) {
      throw new Error(
        `${this.point.name}: "${extension.kind}" is claimed by both ${rival.constructor.name} and ${owner}`,
      );
    }
    this.#byKind.set(extension.kind, extension);
  }

  list(): readonly T[] {
    this.collect();
    return [...this.#byKind.values()];
  }

  find(kind: string): T | undefined {
    this.collect();
    return this.#byKind.get(kind);
  }

  /** @throws UnknownKindError naming the kinds that are installed. */
  get(kind: string): T {
    const extension = this.find(kind);
    if (!extension)
      throw new UnknownKindError(
        this.point.name,
        kind,
        this.list().map((it) => it.kind),
      );
    return extension;
  }

  private collect(): void {
    if (this.#collected) return;
    this.#collected = true;
    for (const wrapper of this.discovery.getProviders()) {
      if (!this.point.owns(wrapper.token)) continue;
      if (!wrapper.isDependencyTreeStatic()) {
        throw new Error(
          `${this.point.name}: ${wrapper.metatype?.name ?? 'an implementation'} must be a singleton, not request-scoped`,
        );
      }
      this.register(wrapper.instance as T);
    }
  }
}
