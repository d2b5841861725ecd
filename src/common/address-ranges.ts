import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { parseAddress } from './outbound/address.js';

const FORM = /^([0-9A-Fa-f.:]{2,45})(?:\/(0|[1-9]\d{0,2}))?$/;

/** Whether a text is an address or a CIDR range as `isInRanges` reads it: IPv4 never within IPv6, and no zone. */
export function isAddressRange(text: string): boolean {
  const [, address = '', bits = '0'] = FORM.exec(text) ?? [];
  const version = isIP(address);
  if (version === 0 || (version === 6 && ipaddr.IPv6.parse(address).isIPv4MappedAddress())) return false;
  return Number(bits) <= (version === 4 ? 32 : 128);
}

/** Whether a range names its network, and not an address within: `10.0.0.1/8` is `10.0.0.0/8`, or a slip. */
export function isNetwork(range: string): boolean {
  const [address = '', bits] = range.split('/');
  if (bits === undefined) return true;
  const version = isIP(address) === 4 ? ipaddr.IPv4 : ipaddr.IPv6;
  return version.networkAddressFromCIDR(range).toString() === version.parse(address).toString();
}

/** Whether a text is an address that can be looked for in ranges: one with a zone or a port is none. */
export function isAddress(text: string): boolean {
  return parseAddress(text) !== undefined;
}

/** Whether an address lies in one of these addresses or CIDR ranges; IPv4 in its IPv6 mapping counts as IPv4. */
export function isInRanges(address: string, ranges: readonly string[]): boolean {
  return rangeOfAddress(address, ranges) !== undefined;
}

/** The first of these addresses or CIDR ranges in which an address lies; IPv4 in its IPv6 mapping counts as IPv4. */
export function rangeOfAddress(address: string, ranges: readonly string[]): string | undefined {
  const parsed = parseAddress(address);
  if (!parsed) return undefined;
  return ranges.find((it) => {
    const [network, bits] = rangeOf(it);
    return network.kind() === parsed.kind() && parsed.match(network, bits);
  });
}

/** Whether each of these ranges lies, whole, in one of the wider ones. */
export function isWithinRanges(ranges: readonly string[], wider: readonly string[]): boolean {
  return ranges.every((it) => {
    const [network, bits] = rangeOf(it);
    return wider.some((other) => {
      const [outer, outerBits] = rangeOf(other);
      return outer.kind() === network.kind() && outerBits <= bits && network.match(outer, outerBits);
    });
  });
}

/** What lies in some of both. Two ranges share nothing, or one lies in the other. */
export function commonRanges(some: readonly string[], others: readonly string[]): readonly string[] {
  const inner = some.filter((it) => isWithinRanges([it], others));
  return [...new Set([...inner, ...others.filter((it) => isWithinRanges([it], some))])];
}

function rangeOf(text: string): ReturnType<typeof ipaddr.parseCIDR> {
  if (text.includes('/')) return ipaddr.parseCIDR(text);
  const address = ipaddr.parse(text);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
}
