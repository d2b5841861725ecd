import { ValidateBy } from 'class-validator';

const INSTANT =
  /^((?!0000)\d{4}-(?:0[1-9]|1[0-2])-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

/** A moment with its offset, as in RFC 3339: `2026-03-01T08:00:00Z`. */
export const IsInstant = () =>
  ValidateBy({
    name: 'matches',
    validator: {
      validate: (value) => typeof value === 'string' && isDay(INSTANT.exec(value)?.[1]),
      defaultMessage: () => '$property must be a moment such as 2026-03-01T08:00:00Z',
    },
  });

/** JavaScript takes the 31st of February for the 3rd of March; PostgreSQL takes it for no day. */
function isDay(day: string | undefined): boolean {
  const start = new Date(`${day ?? ''}T00:00:00Z`);
  return !Number.isNaN(start.getTime()) && start.toISOString().slice(0, 10) === day;
}
