import type { Server } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { IPv4, IPv6 } from 'ipaddr.js';
import { isSame, isThisMachine, parseAddress } from './address.js';
import { type Endpoint, OUTBOUND_OPTIONS, type OutboundOptions } from './outbound-options.js';
import { Resolver } from './resolver.js';

/** What no outbound call reaches, whatever the exceptions say: our own listener, the database, Redis. */
@Injectable()
export class OwnEndpoints {
  constructor(
    @Inject(OUTBOUND_OPTIONS) private readonly options: Pick<OutboundOptions, 'reserved'>,
    private readonly resolver: Resolver,
    private readonly adapterHost: HttpAdapterHost,
  ) {}

  async include(address: IPv4 | IPv6, port: number): Promise<boolean> {
    if (port === this.listeningPort() && isThisMachine(address)) return true;
    for (const endpoint of this.options.reserved) {
      if (endpoint.port === port && (await this.isAt(endpoint, address))) return true;
    }
    return false;
  }

  private listeningPort(): number | undefined {
    const server = this.adapterHost.httpAdapter?.getHttpServer() as Server | undefined;
    const address = server?.address();
    return typeof address === 'object' ? address?.port : undefined;
  }

  /** A name that cannot be resolved now might be this address: then it is. */
  private async isAt({ host }: Endpoint, address: IPv4 | IPv6): Promise<boolean> {
    if (host.startsWith('/')) return isThisMachine(address);
    const literal = parseAddress(host);
    const texts = literal ? [host] : await this.resolver.addressesOf(host).catch(() => undefined);
    if (!texts) return true;
    return texts
      .map(parseAddress)
      .some((own) => own && (isSame(own, address) || (isThisMachine(own) && isThisMachine(address))));
  }
}
