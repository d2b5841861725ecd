import { ValidateBy, type ValidationOptions } from 'class-validator';
import ipaddr from 'ipaddr.js';

function isAddressRange(value: unknown): boolean {
  return typeof value === 'string' && (ipaddr.isValid(value) || ipaddr.isValidCIDR(value));
}

function isOutboundException(value: unknown): boolean {
  const [, cidr, port] = typeof value === 'string' ? (/^(.+):(\d{1,5})$/.exec(value) ?? []) : [];
  return cidr !== undefined && ipaddr.isValidCIDR(cidr.replace(/^\[(.+)\]$/, '$1')) && Number(port) <= 65_535;
}

/** An IP address or a CIDR range. */
export const IsAddressRange = (options?: ValidationOptions) =>
  ValidateBy(
    {
      name: 'isAddressRange',
      validator: { validate: isAddressRange, defaultMessage: () => '$property must hold addresses or CIDR ranges' },
    },
    options,
  );

/** `cidr:port`, an IPv6 range in brackets: `[fd00::/8]:443`. */
export const IsOutboundException = (options?: ValidationOptions) =>
  ValidateBy(
    {
      name: 'isOutboundException',
      validator: { validate: isOutboundException, defaultMessage: () => '$property must hold cidr:port entries' },
    },
    options,
  );

/** A URL of one of these protocols, which may hold a user and a password. */
export const IsConnectionUrl = (...protocols: string[]) =>
  ValidateBy({
    name: 'isConnectionUrl',
    validator: {
      validate: (value) =>
        typeof value === 'string' && URL.canParse(value) && protocols.includes(new URL(value).protocol),
      defaultMessage: () => `$property must be a ${protocols[0]}// URL, with special characters percent-encoded`,
    },
  });
