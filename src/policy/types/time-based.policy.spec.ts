import fc from 'fast-check';
import { requestAbout, toolOf } from '../../../test/support/policies.js';
import { parseSettings } from '../../common/extensions/settings.js';
import { TimeBasedPolicy } from './time-based.policy.js';

const policy = new TimeBasedPolicy();
const DAILY = [1, 2, 3, 4, 5, 6, 7];
const WORKDAYS = [1, 2, 3, 4, 5];

function hours(text: string, zone: string, weekdays: number[] = DAILY) {
  const windows = text.split(' ').map((it) => {
    const [from = '', to = ''] = it.split('-');
    return { from, to };
  });
  return { zone, weekdays, windows };
}

function ask(settings: ReturnType<typeof hours>, at: Date | string) {
  return policy.evaluate(settings, requestAbout(toolOf('tool-1'), { at: new Date(at) }));
}

describe('hours of the day', () => {
  const office = hours('09:00-17:30', 'Europe/Berlin', WORKDAYS);
  const night = hours('22:00-06:00', 'UTC', [5]);

  it.each<[string, ReturnType<typeof hours>, string, boolean]>([
    ['before it opens', office, '2026-03-02T08:59:59.999+01:00', false],
    ['as it opens', office, '2026-03-02T09:00:00+01:00', true],
    ['in its last moment', office, '2026-03-02T17:29:59.999+01:00', true],
    ['as it closes', office, '2026-03-02T17:30:00+01:00', false],
    ['on Saturday', office, '2026-03-07T12:00:00+01:00', false],
    ['in summer', office, '2026-07-01T09:00:00+02:00', true],
    ['on a leap day that is not chosen', hours('00:00-24:00', 'UTC', WORKDAYS), '2032-02-29T12:00:00Z', false],
    ['on a leap day that is chosen', hours('00:00-24:00', 'UTC', [4]), '2024-02-29T23:59:59Z', true],
    ['after a leap day', hours('00:00-24:00', 'UTC', [4]), '2024-03-01T00:00:00Z', false],
    ['at night, on the day it opens', night, '2026-03-06T22:00:00Z', true],
    ['at night, past midnight', night, '2026-03-07T05:59:59Z', true],
    ['at night, as it closes', night, '2026-03-07T06:00:00Z', false],
    ['at night, past midnight of the day it opens', night, '2026-03-06T03:00:00Z', false],
    ['at night, in the evening after', night, '2026-03-07T23:00:00Z', false],
    ['from Sunday into Monday', hours('23:00-01:00', 'UTC', [7]), '2026-03-09T00:30:00Z', true],
    ['until midnight said as 00:00', hours('20:00-00:00', 'UTC'), '2026-03-02T23:59:59Z', true],
    ['past midnight said as 00:00', hours('20:00-00:00', 'UTC'), '2026-03-03T00:00:00Z', false],
    ['in the second window', hours('08:00-12:00 13:00-17:00', 'UTC'), '2026-03-02T13:00:00Z', true],
    ['between windows', hours('08:00-12:00 13:00-17:00', 'UTC'), '2026-03-02T12:30:00Z', false],
    ['as a leap day opens', hours('00:00-24:00', 'UTC', [7]), '2032-02-29T00:00:00Z', true],
    ['in the night out of a leap day', hours('22:00-06:00', 'UTC', [4]), '2024-03-01T05:59:59Z', true],
    ['in a night that ends in no leap day', hours('22:00-06:00', 'UTC', [2]), '2023-03-01T05:59:59Z', true],
    ['across midnight and the year', hours('23:30-00:30', 'UTC', [4]), '2027-01-01T00:29:59Z', true],
    ['across midnight and the year, over', hours('23:30-00:30', 'UTC', [4]), '2027-01-01T00:30:00Z', false],
    ['the same moment in one zone', hours('09:00-10:00', 'Europe/Berlin'), '2026-03-02T08:30:00Z', true],
    ['the same moment in another', hours('09:00-10:00', 'Europe/London'), '2026-03-02T08:30:00Z', false],
    ['before Samoa left out a Friday', hours('00:00-24:00', 'Pacific/Apia', [4]), '2011-12-30T09:59:59Z', true],
    ['after Samoa left out a Friday', hours('00:00-24:00', 'Pacific/Apia', [6]), '2011-12-30T10:00:00Z', true],
    ['on the Friday that Samoa left out', hours('00:00-24:00', 'Pacific/Apia', [5]), '2011-12-30T10:00:00Z', false],
    ['a quarter of an hour off', hours('05:45-06:00', 'Asia/Kathmandu'), '2026-03-02T00:00:00Z', true],
    ['where it is already tomorrow', hours('00:00-24:00', 'Pacific/Auckland', [2]), '2026-03-02T12:00:00Z', true],
  ])('%s', (_case, settings, at, matches) => {
    expect(ask(settings, at).outcome).toBe(matches ? 'match' : 'no_match');
  });

  it.each<[string, ReturnType<typeof hours>, string, boolean]>([
    ['Berlin gap: before it', hours('01:30-02:30', 'Europe/Berlin'), '2026-03-29T00:59:59Z', true],
    ['Berlin gap: 02:30 is never shown', hours('01:30-02:30', 'Europe/Berlin'), '2026-03-29T01:00:00Z', false],
    [
      'Berlin gap: a window that opens in it is open after it',
      hours('02:30-04:00', 'Europe/Berlin'),
      '2026-03-29T01:00:00Z',
      true,
    ],
    [
      'Berlin gap: a window within it does not happen',
      hours('02:10-02:50', 'Europe/Berlin'),
      '2026-03-29T01:00:00Z',
      false,
    ],
    ['Berlin overlap: 02:30 the first time', hours('02:00-03:00', 'Europe/Berlin'), '2026-10-25T00:30:00Z', true],
    ['Berlin overlap: 02:30 the second time', hours('02:00-03:00', 'Europe/Berlin'), '2026-10-25T01:30:00Z', true],
    ['Berlin overlap: after it', hours('02:00-03:00', 'Europe/Berlin'), '2026-10-25T02:00:00Z', false],
    ['Lord Howe gap of half an hour', hours('02:00-02:30', 'Australia/Lord_Howe'), '2026-10-03T15:30:00Z', false],
    ['Lord Howe after the gap', hours('02:30-03:00', 'Australia/Lord_Howe'), '2026-10-03T15:30:00Z', true],
    ['Moscow: before it left summer for good', hours('01:00-02:00', 'Europe/Moscow'), '2014-10-25T21:59:59Z', true],
    ['Moscow: shown again', hours('01:00-02:00', 'Europe/Moscow'), '2014-10-25T22:00:00Z', true],
    ['Moscow: for the last time', hours('01:00-02:00', 'Europe/Moscow'), '2014-10-25T23:00:00Z', false],
    ['New York gap: before it', hours('01:00-02:30', 'America/New_York'), '2026-03-08T06:59:59Z', true],
    ['New York gap: after it', hours('01:00-02:30', 'America/New_York'), '2026-03-08T07:00:00Z', false],
    ['New York overlap: 01:15 the first time', hours('01:00-01:30', 'America/New_York'), '2026-11-01T05:15:00Z', true],
    ['New York overlap: 01:45 between', hours('01:00-01:30', 'America/New_York'), '2026-11-01T05:45:00Z', false],
    ['New York overlap: 01:15 the second time', hours('01:00-01:30', 'America/New_York'), '2026-11-01T06:15:00Z', true],
    ['New York night that is put forward', hours('22:00-06:00', 'America/New_York', [6]), '2026-03-08T09:59:59Z', true],
    [
      'New York night that is put forward, over',
      hours('22:00-06:00', 'America/New_York', [6]),
      '2026-03-08T10:00:00Z',
      false,
    ],
  ])('%s', (_case, settings, at, matches) => {
    expect(ask(settings, at).outcome).toBe(matches ? 'match' : 'no_match');
  });
});

describe('how long a verdict holds', () => {
  it.each<[string, ReturnType<typeof hours>, string, string]>([
    ['until it closes', hours('09:00-17:30', 'UTC'), '2026-03-02T10:00:00Z', '2026-03-02T17:30:00Z'],
    ['until it opens', hours('09:00-17:30', 'UTC'), '2026-03-02T08:00:12.5Z', '2026-03-02T09:00:00Z'],
    ['past midnight', hours('09:00-17:30', 'UTC'), '2026-03-02T18:00:00Z', '2026-03-03T09:00:00Z'],
    ['past the weekend', hours('09:00-17:30', 'UTC', WORKDAYS), '2026-03-06T18:00:00Z', '2026-03-09T09:00:00Z'],
    [
      'across windows that meet',
      hours('09:00-12:00 12:00-14:00', 'UTC'),
      '2026-03-02T10:00:00Z',
      '2026-03-02T14:00:00Z',
    ],
    [
      'where the clock is put forward',
      hours('01:00-03:00', 'Europe/Berlin'),
      '2026-03-29T00:30:00Z',
      '2026-03-29T01:00:00Z',
    ],
    ['past the clock put back', hours('02:00-05:00', 'Europe/Berlin'), '2026-10-25T00:10:00Z', '2026-10-25T04:00:00Z'],
    ['between two showings', hours('02:30-05:00', 'Europe/Berlin'), '2026-10-25T00:40:00Z', '2026-10-25T01:00:00Z'],
  ])('%s', (_case, settings, at, end) => {
    expect(ask(settings, at).validUntil).toEqual(new Date(end));
  });

  const minute = fc
    .integer({ min: 0, max: 1439 })
    .map((it) => `${String(Math.floor(it / 60)).padStart(2, '0')}:${String(it % 60).padStart(2, '0')}`);
  const settings = fc.record({
    zone: fc.constantFrom('Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'UTC'),
    weekdays: fc.subarray(DAILY, { minLength: 1 }),
    windows: fc.array(
      fc.record({ from: minute, to: minute }).filter(({ from, to }) => from !== to),
      { minLength: 1, maxLength: 3 },
    ),
  });
  const moment = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true });
  const nearChange = fc
    .tuple(
      fc.constantFrom(
        '2026-03-29T01:00:00Z',
        '2026-10-25T01:00:00Z',
        '2026-03-08T07:00:00Z',
        '2026-11-01T06:00:00Z',
        '2026-04-04T15:00:00Z',
      ),
      fc.integer({ min: -90, max: 90 }),
    )
    .map(([change, minutes]) => new Date(Date.parse(change) + minutes * 60_000));

  it('is exact: the same answer until then, and another one then', () => {
    fc.assert(
      fc.property(
        settings,
        fc.oneof(moment, nearChange),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (given, at, share) => {
          const { outcome, validUntil = at } = ask(given, at);
          expect(validUntil.getTime()).toBeGreaterThan(at.getTime());
          const between = new Date(at.getTime() + Math.floor((validUntil.getTime() - at.getTime() - 1) * share));
          expect(ask(given, between).outcome).toBe(outcome);
          const withinWeek = validUntil.getTime() - at.getTime() < 7 * 86_400_000;
          if (withinWeek) expect(ask(given, validUntil).outcome).not.toBe(outcome);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('settings of hours', () => {
  const valid = { zone: 'Europe/Berlin', weekdays: [1], windows: [{ from: '09:00', to: '17:00' }] };

  it.each<[string, object, string]>([
    ['an invented zone', { zone: 'Europe/Atlantis' }, '/settings/zone'],
    ['an offset for a zone', { zone: '+02:00' }, '/settings/zone'],
    ['no zone', { zone: undefined }, '/settings/zone'],
    ['weekday 0', { weekdays: [0] }, '/settings/weekdays'],
    ['weekday 8', { weekdays: [8] }, '/settings/weekdays'],
    ['a weekday twice', { weekdays: [1, 1] }, '/settings/weekdays'],
    ['no weekdays', { weekdays: [] }, '/settings/weekdays'],
    ['no windows', { windows: [] }, '/settings/windows'],
    ['a window that ends as it begins', { windows: [{ from: '09:00', to: '09:00' }] }, '/settings/windows/0/to'],
    ['a window from 24:00', { windows: [{ from: '24:00', to: '09:00' }] }, '/settings/windows/0/from'],
    ['a window to 24:01', { windows: [{ from: '09:00', to: '24:01' }] }, '/settings/windows/0/to'],
    ['an hour of one digit', { windows: [{ from: '9:00', to: '17:00' }] }, '/settings/windows/0/from'],
    ['something unknown', { days: [1] }, '/settings/days'],
  ])('refuse %s', async (_case, change, pointer) => {
    const refusal = await parseSettings(policy, { ...valid, ...change }).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'VALIDATION_FAILED', details: { errors: [{ pointer }] } });
  });

  it('accept a whole day', async () => {
    await expect(parseSettings(policy, { ...valid, windows: [{ from: '00:00', to: '24:00' }] })).resolves.toBeDefined();
  });
});
