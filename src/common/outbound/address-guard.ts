import type { IPv4, IPv6 } from 'ipaddr.js';
import { isPublic, parseAddress } from './address.js';
import type { OutboundException } from './outbound-exception.js';
import { OutboundRefusedError, OutboundUnreachableError } from './outbound.errors.js';
import type { OwnEndpoints } from './own-endpoints.js';
import type { Resolver } from './resolver.js';

/** RFC 6761, 6.3: such names have loopback addresses only. */
const LOCAL_NAME = /^(?:.+\.)?localhost\.?$/;

/** A protocol and port about to be connected to. */
export interface Target {
  readonly protocol: string;
  readonly port: number;
}

/** Decides which addresses may be connected to. */
export class AddressGuard {
  constructor(
    private readonly rules: { readonly allowHttp: boolean; readonly exceptions: readonly OutboundException[] },
    private readonly own: OwnEndpoints,
    private readonly resolver: Resolver,
  ) {}

  /** Refuses, before anything is opened, a URL whose host is an address that is not allowed; names are for `resolve`. */
  async checkLiteral(url: URL): Promise<void> {
    const literal = parseAddress(url.hostname);
    if (literal) await this.check(literal.toString(), { protocol: url.protocol, port: portOf(url) });
  }

  /** Refuses also what is refused whatever addresses a name has: where nothing is excepted, `http` and names of this machine. */
  async checkForeseeable(url: URL): Promise<void> {
    await this.checkLiteral(url);
    if (this.rules.exceptions.length > 0) return;
    if (LOCAL_NAME.test(url.hostname)) throw new OutboundRefusedError('its address is not public');
    if (url.protocol !== 'https:' && !this.rules.allowHttp) throw new OutboundRefusedError('https is required');
  }

  /**
   * The addresses behind a host, each of them allowed: connect to these and no others.
   *
   * @throws OutboundRefusedError when a single one is not allowed, so a name cannot hide a forbidden address among good ones.
   * @throws OutboundUnreachableError when the name has no address.
   */
  async resolve(host: string, target: Target): Promise<string[]> {
    const literal = parseAddress(host);
    const texts = literal ? [literal.toString()] : await this.lookUp(host);
    for (const text of texts) await this.check(text, target);
    return texts;
  }

  private async lookUp(name: string): Promise<string[]> {
    const texts = await this.resolver.addressesOf(name).catch(() => []);
    if (texts.length === 0) throw new OutboundUnreachableError();
    return texts;
  }

  private async check(text: string, { protocol, port }: Target): Promise<void> {
    const address = parseAddress(text);
    if (!address) throw new OutboundRefusedError('its address is not understood');
    const excepted = this.isException(address, port);
    if (!excepted && !isPublic(address)) throw new OutboundRefusedError('its address is not public');
    if (protocol !== 'https:' && !excepted && !this.rules.allowHttp)
      throw new OutboundRefusedError('https is required');
    if (await this.own.include(address, port)) throw new OutboundRefusedError('its address is not public');
  }

  private isException(address: IPv4 | IPv6, port: number): boolean {
    return this.rules.exceptions.some((it) => it.covers(address, port));
  }
}

/** The port in a URL, or the default one of its protocol. */
export function portOf({ protocol, port }: { readonly protocol: string; readonly port: string }): number {
  return Number(port) || (protocol === 'https:' ? 443 : 80);
}
