import { isIP } from 'node:net';
import { ValidateBy, type ValidationOptions } from 'class-validator';
import { isAddress } from '../address-ranges.js';

/** One IPv4 or IPv6 address in its usual spelling, without a zone or a port. */
export const IsAddress = (options?: ValidationOptions) =>
  ValidateBy(
    {
      name: 'isAddress',
      validator: {
        validate: (value) => typeof value === 'string' && isIP(value) !== 0 && isAddress(value),
        defaultMessage: () => '$property must be an IPv4 or IPv6 address, such as 203.0.113.7',
      },
    },
    options,
  );
