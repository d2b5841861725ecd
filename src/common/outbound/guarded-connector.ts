import { isIPv6, type LookupFunction } from 'node:net';
import { buildConnector } from 'undici';
import { type AddressGuard, portOf } from './address-guard.js';
import { toOutboundError } from './outbound-failure.js';

/** Opens the sockets of an undici agent, and only to addresses that the guard allowed a moment ago. */
export function guardedConnector(guard: AddressGuard, timeoutMs: number): buildConnector.connector {
  return (options, callback) => {
    guard.resolve(options.hostname, { protocol: options.protocol, port: portOf(options) }).then(
      (addresses) => buildConnector({ timeout: timeoutMs, lookup: pinned(addresses) })(options, callback),
      (error: unknown) => callback(toOutboundError(error), null),
    );
  };
}

/** Answers with the addresses that were checked, so the name is not asked a second time. */
function pinned(addresses: readonly string[]): LookupFunction {
  const entries = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
  return (_name, options, callback) => {
    const [first] = entries;
    if (options.all) callback(null, entries);
    else callback(null, first?.address ?? '', first?.family);
  };
}
