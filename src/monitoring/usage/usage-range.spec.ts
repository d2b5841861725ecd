import fc from 'fast-check';
import { UsageRangeError } from '../monitoring.errors.js';
import { fillSeries, usageRange } from './usage-range.js';

const NOW = new Date('2026-03-31T12:00:00Z');

describe('usageRange', () => {
  it('is the last 30 days where nothing is asked for', () => {
    expect(usageRange({}, NOW)).toEqual({ from: new Date('2026-03-01T12:00:00Z'), to: NOW });
  });

  it('is the 30 days before the end that is asked for', () => {
    const range = usageRange({ to: '2026-01-31T00:00:00Z' }, NOW);
    expect(range).toEqual({ from: new Date('2026-01-01T00:00:00Z'), to: new Date('2026-01-31T00:00:00Z') });
  });

  it('takes 1000 intervals', () => {
    const asked = { from: '2026-01-01T00:00:00Z', to: '2026-02-11T16:00:00Z', interval: 'hour' as const };
    expect(fillSeries(usageRange(asked, NOW), 'hour', [])).toHaveLength(1000);
  });

  it.each([
    ['empty', { from: '2026-01-01T00:00:00Z', to: '2026-01-01T00:00:00Z' }],
    ['backwards', { from: '2026-01-02T00:00:00Z', to: '2026-01-01T00:00:00Z' }],
    ['in the future', { from: '2026-04-01T00:00:00Z' }],
    ['longer than 400 days', { from: '2020-01-01T00:00:00Z' }],
    [
      'of more than 1000 hours',
      { from: '2026-01-01T00:00:00Z', to: '2026-02-11T16:00:01Z', interval: 'hour' as const },
    ],
  ])('refuses a range that is %s', (_what, asked) => {
    expect(() => usageRange(asked, NOW)).toThrow(UsageRangeError);
  });
});

describe('fillSeries', () => {
  it('shows each day that the range touches, with zeros where nothing happened', () => {
    const range = { from: new Date('2026-03-01T10:00:00Z'), to: new Date('2026-03-03T00:00:01Z') };
    const used = [{ from: new Date('2026-03-02T00:00:00Z'), invocations: 3, vends: 1 }];
    expect(fillSeries(range, 'day', used)).toEqual([
      { from: new Date('2026-03-01T00:00:00Z'), invocations: 0, vends: 0 },
      { from: new Date('2026-03-02T00:00:00Z'), invocations: 3, vends: 1 },
      { from: new Date('2026-03-03T00:00:00Z'), invocations: 0, vends: 0 },
    ]);
  });

  it('covers the range without gap or overlap', () => {
    const moment = fc.integer({ min: 0, max: 4e12 });
    fc.assert(
      fc.property(moment, fc.integer({ min: 1, max: 30 * 86_400_000 }), (start, length) => {
        const range = { from: new Date(start), to: new Date(start + length) };
        const starts = fillSeries(range, 'hour', []).map((it) => it.from.getTime());
        expect(starts[0]).toBeLessThanOrEqual(start);
        expect((starts.at(-1) ?? 0) + 3_600_000).toBeGreaterThanOrEqual(start + length);
        expect(starts.every((it, index) => index === 0 || it - (starts[index - 1] ?? 0) === 3_600_000)).toBe(true);
      }),
    );
  });
});
