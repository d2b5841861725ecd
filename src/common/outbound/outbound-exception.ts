import ipaddr, { type IPv4, type IPv6 } from 'ipaddr.js';

/** One `cidr:port` that may be reached although it is not public; an IPv6 range stands in brackets. */
export class OutboundException {
  private constructor(
    private readonly range: [IPv4 | IPv6, number],
    private readonly port: number,
  ) {}

  /** @throws Error when the text is not `cidr:port`. */
  static parse(text: string): OutboundException {
    const [, cidr = '', port = ''] = /^\[?([^\]]+)\]?:(\d{1,5})$/.exec(text) ?? [];
    return new OutboundException(ipaddr.parseCIDR(cidr), Number(port));
  }

  covers(address: IPv4 | IPv6, port: number): boolean {
    return port === this.port && address.kind() === this.range[0].kind() && address.match(this.range);
  }
}
