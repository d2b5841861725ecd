import { buildMessage, ValidateBy } from 'class-validator';

/** The word `any`, or a list of names: never a list that is silently everything. */
export function IsAnyOrNames({ most, longest }: { most: number; longest: number }): PropertyDecorator {
  const isName = (value: unknown) => typeof value === 'string' && value.length > 0 && value.length <= longest;
  return ValidateBy({
    name: 'isAnyOrNames',
    validator: {
      validate: (value: unknown) =>
        value === 'any' || (Array.isArray(value) && value.length <= most && value.every(isName)),
      defaultMessage: buildMessage(
        (prefix) =>
          `${prefix}$property must be "any" or a list of at most ${String(most)} names of 1 to ${String(longest)} characters`,
      ),
    },
  });
}
