import { Transform } from 'class-transformer';

/** A query parameter that may stand there several times: a list, also of one. */
export function Repeatable(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) => (value === undefined ? undefined : [value].flat()));
}

/** A query parameter that lists words, separated by commas; each once. */
export function CommaSeparated(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' ? [...new Set(value.split(',').map((it) => it.trim()))] : value,
  );
}
