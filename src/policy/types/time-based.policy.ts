import { Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';
import type { AccessRequest, PolicyType, Verdict } from '../policy-type.js';
import { TimeBasedSettings } from './time-based.settings.js';
import type { TimeWindow } from './time-window.js';
import { minutesOf, nextTurn } from './wall-clock.js';

/** Hours repeat weekly. */
const HORIZON = { days: 8 };

/**
 * What a clock on the wall of that zone shows decides: where it is put forward, minutes that it skips are in no window;
 * where it is put back, minutes that it shows twice are in a window twice.
 */
@Injectable()
export class TimeBasedPolicy implements PolicyType<TimeBasedSettings> {
  readonly kind = 'time_based';
  readonly description = 'Matches on given weekdays between given hours of a time zone.';
  readonly settingsDto = TimeBasedSettings;
  readonly dependsOn = 'principal';
  readonly bounded = true;
  readonly defaultEffect = 'require';

  evaluate(settings: TimeBasedSettings, { at }: AccessRequest): Verdict {
    const { zone } = settings;
    const local = DateTime.fromJSDate(at, { zone });
    if (!local.isValid) throw new Error(`${zone} is no time zone known here`);
    const inside = isOpen(settings, local);
    const shown = local.toFormat('EEE HH:mm', { locale: 'en' });
    return {
      outcome: inside ? 'match' : 'no_match',
      reasons: [
        inside
          ? { code: 'WITHIN_HOURS', detail: `${shown} in ${zone} is within the hours.` }
          : { code: 'OUTSIDE_HOURS', detail: `${shown} in ${zone} is outside the hours.` },
      ],
      validUntil: nextChange(settings, local).toJSDate(),
    };
  }
}

/** When it opens or closes next; where it does neither within the horizon, a moment past that. */
function nextChange(settings: TimeBasedSettings, local: DateTime): DateTime {
  const minutes = settings.windows.flatMap(({ from, to }) => [minutesOf(from), minutesOf(to)]);
  const inside = isOpen(settings, local);
  const horizon = local.plus(HORIZON);
  let turn = nextTurn(local, minutes);
  while (turn < horizon && isOpen(settings, turn) === inside) turn = nextTurn(turn, minutes);
  return turn;
}

function isOpen({ weekdays, windows }: TimeBasedSettings, local: DateTime): boolean {
  return windows.some((it) => isWithin(local, weekdays, it));
}

/** A window across midnight belongs to the weekday on which it opens. */
function isWithin(local: DateTime, weekdays: readonly number[], window: TimeWindow): boolean {
  const now = local.hour * 60 + local.minute;
  const from = minutesOf(window.from);
  const to = minutesOf(window.to);
  const today = weekdays.includes(local.weekday);
  if (from < to) return today && from <= now && now < to;
  const yesterday = weekdays.includes(local.weekday === 1 ? 7 : local.weekday - 1);
  return (today && from <= now) || (yesterday && now < to);
}
