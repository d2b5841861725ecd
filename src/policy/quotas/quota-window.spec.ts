import { type QuotaPeriod, quotaWindow } from './quota-window.js';

describe('the window of a quota', () => {
  it.each<[QuotaPeriod, string, string, string]>([
    ['minute', '2026-03-04T13:37:59.999Z', '2026-03-04T13:37:00.000Z', '2026-03-04T13:38:00.000Z'],
    ['hour', '2026-03-04T13:37:59.999Z', '2026-03-04T13:00:00.000Z', '2026-03-04T14:00:00.000Z'],
    ['hour', '2026-03-04T14:00:00.000Z', '2026-03-04T14:00:00.000Z', '2026-03-04T15:00:00.000Z'],
    ['hour', '2026-03-29T01:30:00.000Z', '2026-03-29T01:00:00.000Z', '2026-03-29T02:00:00.000Z'],
    ['day', '2024-02-29T23:59:59.999Z', '2024-02-29T00:00:00.000Z', '2024-03-01T00:00:00.000Z'],
    ['day', '2026-12-31T12:00:00.000Z', '2026-12-31T00:00:00.000Z', '2027-01-01T00:00:00.000Z'],
    ['day', '1970-01-01T00:00:00.000Z', '1970-01-01T00:00:00.000Z', '1970-01-02T00:00:00.000Z'],
  ])('of a %s at %s starts at %s and ends at %s', (per, at, startsAt, endsAt) => {
    expect(quotaWindow(per, new Date(at))).toEqual({ startsAt: new Date(startsAt), endsAt: new Date(endsAt) });
  });
});
