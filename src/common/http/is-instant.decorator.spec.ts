import { validateSync } from 'class-validator';
import { IsInstant } from './is-instant.decorator.js';

class Query {
  @IsInstant()
  at!: unknown;
}

const isValid = (at: unknown) => validateSync(Object.assign(new Query(), { at })).length === 0;

describe('IsInstant', () => {
  it.each(['2026-03-01T08:00:00Z', '2026-03-01T08:00Z', '2026-03-01T08:00:00.123456Z', '2026-12-31T23:59:59+14:00'])(
    'takes %s',
    (at) => {
      expect(isValid(at)).toBe(true);
      expect(new Date(at).getTime()).not.toBeNaN();
    },
  );

  it.each([
    '2026-03-01',
    '2026-03-01T08:00:00',
    'yesterday',
    '2026-13-01T00:00:00Z',
    '2026-02-29T00:00:00Z',
    '0000-01-01T00:00:00Z',
    '2026-W05',
    '2026-03-01T24:00:00Z',
    '',
    1772352000,
    null,
  ])('refuses %s', (at) => {
    expect(isValid(at)).toBe(false);
  });
});
