import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Agent } from 'undici';
import { AddressGuard } from './address-guard.js';
import { guardedConnector } from './guarded-connector.js';
import { guardedFetch } from './guarded-fetch.js';
import { OutboundException } from './outbound-exception.js';
import { OutboundRefusedError } from './outbound.errors.js';
import { OUTBOUND_OPTIONS, type OutboundOptions } from './outbound-options.js';
import { OwnEndpoints } from './own-endpoints.js';
import { Resolver } from './resolver.js';

const MAX_HEADER_BYTES = 16_384;

type Fetch = typeof globalThis.fetch;

/**
 * The only way out of the house.
 *
 * Both functions have the shape of the platform's `fetch`, so libraries take them. They reach public unicast addresses
 * by https, send what the caller of the function sets and nothing of the request being served, and reject with an
 * error of `outbound.errors.ts`; what breaks a body off rejects its reader.
 */
@Injectable()
export class OutboundClient implements OnApplicationShutdown {
  readonly #agents: Agent[] = [];
  readonly #tools: Fetch;
  readonly #operator: Fetch;
  readonly #toolGuard: AddressGuard;

  constructor(
    @Inject(OUTBOUND_OPTIONS) private readonly options: OutboundOptions,
    private readonly own: OwnEndpoints,
    private readonly resolver: Resolver,
  ) {
    this.#toolGuard = this.guardWith(options.toolExceptions);
    this.#tools = this.build(this.#toolGuard);
    this.#operator = this.build(this.guardWith(options.operatorExceptions));
  }

  /** For tools: addresses that anybody who may register a tool can choose. */
  forTools(): Fetch {
    return this.#tools;
  }

  /** For services that the operator configures: identity providers, sinks, secret stores. */
  forOperator(): Fetch {
    return this.#operator;
  }

  /**
   * Why a tool's call to the URL would be refused, as far as that can be told without asking for the addresses of a name;
   * undefined where nothing speaks against it. Nothing is sent.
   */
  async foreseeableRefusal(url: string): Promise<string | undefined> {
    try {
      await this.#toolGuard.checkForeseeable(new URL(url));
      return undefined;
    } catch (error) {
      if (error instanceof OutboundRefusedError) return error.message;
      throw error;
    }
  }

  /** Once the requests in flight have ended: they may be waiting for a tool. */
  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.#agents.map((it) => it.destroy()));
  }

  private guardWith(exceptions: readonly string[]): AddressGuard {
    const { allowHttp } = this.options;
    const rules = { allowHttp, exceptions: exceptions.map((it) => OutboundException.parse(it)) };
    return new AddressGuard(rules, this.own, this.resolver);
  }

  private build(guard: AddressGuard): Fetch {
    const agent = new Agent({
      connect: guardedConnector(guard, this.options.timeoutMs),
      maxHeaderSize: MAX_HEADER_BYTES,
    });
    this.#agents.push(agent);
    return guardedFetch(guard, agent, this.options);
  }
}
