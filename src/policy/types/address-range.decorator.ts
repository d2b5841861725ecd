import { ValidateBy } from 'class-validator';
import { isAddressRange } from '../../common/address-ranges.js';

/** A list of addresses and CIDR ranges. */
export function IsAddressRange(): PropertyDecorator {
  return ValidateBy(
    {
      name: 'isAddressRange',
      validator: {
        validate: (value: unknown) => typeof value === 'string' && isAddressRange(value),
        defaultMessage: () => '$property must hold addresses or CIDR ranges, such as 10.20.0.0/16',
      },
    },
    { each: true },
  );
}
