import { Transform } from 'class-transformer';

/** Reads a date and time as JSON writes it; whatever else stays as it is, to be refused. */
export const AsDate = () =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? new Date(value) : value));
