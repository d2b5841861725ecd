import { BlockList, isIP } from 'node:net';

/** Whether an address is one of these addresses, or in one of these CIDR ranges; an unreadable range holds none. */
export function isWithin(address: string | undefined, ranges: readonly string[]): boolean {
  const family = familyOf(address ?? '');
  return address !== undefined && family !== undefined && ranges.some((it) => listOf(it)?.check(address, family));
}

function listOf(range: string): BlockList | undefined {
  const [network = '', bits] = range.split('/');
  const family = familyOf(network);
  if (family === undefined || (bits !== undefined && !/^\d{1,3}$/.test(bits))) return undefined;
  const longest = family === 'ipv4' ? 32 : 128;
  if (Number(bits ?? longest) > longest) return undefined;
  const list = new BlockList();
  list.addSubnet(network, Number(bits ?? longest), family);
  return list;
}

function familyOf(address: string): 'ipv4' | 'ipv6' | undefined {
  return ({ 4: 'ipv4', 6: 'ipv6' } as const)[isIP(address)];
}
