import { Transform } from 'class-transformer';

/** `a, b` → `['a', 'b']`; an empty value is an empty list. */
export const AsList = () =>
  Transform(({ value }: { value: unknown }) =>
    typeof value === 'string'
      ? value
          .split(',')
          .map((it) => it.trim())
          .filter(Boolean)
      : value,
  );

/** `'30'` → `30`; anything else is left for the validator to refuse. */
export const AsInteger = () =>
  Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value,
  );

/** `'true'` → `true`, `'false'` → `false`; anything else is left for the validator to refuse. */
export const AsBoolean = () =>
  Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value));
