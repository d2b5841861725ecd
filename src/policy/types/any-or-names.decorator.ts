import { buildMessage, ValidateBy } from 'class-validator';

/** As roles have them. A name that no role can bear would leave a deny without effect, and nobody would notice. */
const NAME = /^[a-z][a-z0-9_]{0,63}$/;
const isName = (value: unknown) => typeof value === 'string' && NAME.test(value);

/** The word `any`, or a list of names: never a list that is silently everything. */
export function IsAnyOrNames({ most }: { most: number }): PropertyDecorator {
  return ValidateBy({
    name: 'isAnyOrNames',
    validator: {
      validate: (value: unknown) =>
        value === 'any' || (Array.isArray(value) && value.length <= most && value.every(isName)),
      defaultMessage: buildMessage(
        (prefix) =>
          `${prefix}$property must be "any" or a list of at most ${String(most)} names of lower-case letters, digits and _`,
      ),
    },
  });
}
