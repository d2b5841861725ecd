import { buildMessage, ValidateBy } from 'class-validator';
import { IANAZone } from 'luxon';

/** The name of a time zone that this process knows; offsets such as `+02:00` are none, for they know no summer. */
export function IsTimeZone(): PropertyDecorator {
  return ValidateBy({
    name: 'isTimeZone',
    validator: {
      validate: (value: unknown) =>
        typeof value === 'string' && /^[A-Za-z][A-Za-z0-9_+/-]{1,63}$/.test(value) && IANAZone.isValidZone(value),
      defaultMessage: buildMessage((prefix) => `${prefix}$property must be an IANA time zone, such as Europe/Berlin`),
    },
  });
}
