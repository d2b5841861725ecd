import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Agent } from 'undici';
import { AddressGuard } from './address-guard.js';
import { guardedConnector } from './guarded-connector.js';
import { guardedFetch } from './guarded-fetch.js';
import { OutboundException } from './outbound-exception.js';
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

  constructor(
    @Inject(OUTBOUND_OPTIONS) private readonly options: OutboundOptions,
    private readonly own: OwnEndpoints,
    private readonly resolver: Resolver,
  ) {
    this.#tools = this.build(options.toolExceptions);
    this.#operator = this.build(options.operatorExceptions);
  }

  /** For tools: addresses that anybody who may register a tool can choose. */
  forTools(): Fetch {
    return this.#tools;
  }

  /** For services that the operator configures: identity providers, sinks, secret stores. */
  forOperator(): Fetch {
    return this.#operator;
  }

  /** Once the requests in flight have ended: they may be waiting for a tool. */
  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.#agents.map((it) => it.destroy()));
  }

  private build(exceptions: readonly string[]): Fetch {
    const { allowHttp, timeoutMs } = this.options;
    const rules = { allowHttp, exceptions: exceptions.map((it) => OutboundException.parse(it)) };
    const guard = new AddressGuard(rules, this.own, this.resolver);
    const agent = new Agent({ connect: guardedConnector(guard, timeoutMs), maxHeaderSize: MAX_HEADER_BYTES });
    this.#agents.push(agent);
    return guardedFetch(guard, agent, this.options);
  }
}
