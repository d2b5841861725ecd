import { ValidateBy, type ValidationOptions } from 'class-validator';
import { isAddressRange } from '../common/address-ranges.js';

/** An address or CIDR range that callers can come from: IPv4 is written as IPv4. */
export const IsCallerRange = (options?: ValidationOptions) =>
  ValidateBy(
    {
      name: 'isCallerRange',
      validator: {
        validate: (value) => typeof value === 'string' && isAddressRange(value),
        defaultMessage: () => '$property must hold addresses or CIDR ranges, such as 10.20.0.0/16',
      },
    },
    options,
  );
