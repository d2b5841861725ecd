import ipaddr from 'ipaddr.js';
import { parseAddress } from './outbound/address.js';

/** Whether an address lies in one of these addresses or CIDR ranges; IPv4 in its IPv6 mapping counts as IPv4. */
export function isInRanges(address: string, ranges: readonly string[]): boolean {
  const parsed = parseAddress(address);
  if (!parsed) return false;
  return ranges.some((it) => {
    const [network, bits] = rangeOf(it);
    return network.kind() === parsed.kind() && parsed.match(network, bits);
  });
}

function rangeOf(text: string): ReturnType<typeof ipaddr.parseCIDR> {
  if (text.includes('/')) return ipaddr.parseCIDR(text);
  const address = ipaddr.parse(text);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
}
