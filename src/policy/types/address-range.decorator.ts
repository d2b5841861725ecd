import { buildMessage, ValidateBy } from 'class-validator';
import { isAddressRange, isNetwork } from '../../common/address-ranges.js';

/** A list of addresses and CIDR ranges, each of which names its network. */
export function AreAddressRanges(): PropertyDecorator {
  return ValidateBy({
    name: 'areAddressRanges',
    validator: {
      validate: (value: unknown) => Array.isArray(value) && firstWrong(value) < 0,
      defaultMessage: buildMessage((prefix, args) => {
        const value: unknown = args?.value;
        return Array.isArray(value)
          ? `${prefix}$property ${problemAt(value, firstWrong(value))}`
          : '$property must be a list';
      }),
    },
  });
}

function firstWrong(ranges: readonly unknown[]): number {
  return ranges.findIndex((it) => typeof it !== 'string' || !isAddressRange(it) || !isNetwork(it));
}

function problemAt(ranges: readonly unknown[], position: number): string {
  const range = ranges[position];
  const isRange = typeof range === 'string' && isAddressRange(range);
  const what = isRange
    ? 'names an address within its network: write the network, such as 10.0.0.0/8'
    : 'is no address or CIDR range, such as 10.20.0.0/16';
  return `must hold addresses or CIDR ranges: entry ${String(position)} ${what}`;
}
