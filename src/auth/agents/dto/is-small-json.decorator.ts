import { ValidateBy } from 'class-validator';

const MOST_BYTES = 8192;

/** At most 8 KiB once written as JSON. */
export const IsSmallJson = () =>
  ValidateBy({
    name: 'isSmallJson',
    validator: {
      validate: (value: unknown) => Buffer.byteLength(JSON.stringify(value) ?? '') <= MOST_BYTES,
      defaultMessage: () => `$property must be at most ${MOST_BYTES} bytes of JSON`,
    },
  });
