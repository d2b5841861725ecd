import { networkInterfaces } from 'node:os';
import ipaddr, { type IPv4, type IPv6 } from 'ipaddr.js';

type Address = IPv4 | IPv6;

const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');

/** An address as a number, IPv4 taken out of its IPv6 mapping; undefined when the text is no address. */
export function parseAddress(text: string): Address | undefined {
  const bare = text.replace(/^\[(.*)\]$/, '$1');
  return ipaddr.isValid(bare) && !bare.includes('%') ? ipaddr.process(bare) : undefined;
}

/** Whether the address belongs to exactly one machine of the public internet. */
export function isPublic(address: Address): boolean {
  if (address.range() !== 'unicast') return false;
  return address instanceof ipaddr.IPv4 || address.match(GLOBAL_UNICAST);
}

/** Whether connecting to the address ends on this machine. */
export function isThisMachine(address: Address): boolean {
  if (['loopback', 'unspecified'].includes(address.range())) return true;
  const own = Object.values(networkInterfaces()).flatMap((it) => it ?? []);
  return own.some((it) => isSame(address, parseAddress(it.address)));
}

export function isSame(one: Address, other: Address | undefined): boolean {
  return one.toNormalizedString() === other?.toNormalizedString();
}
