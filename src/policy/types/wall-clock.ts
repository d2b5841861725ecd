import type { DateTime } from 'luxon';

const MINUTES_PER_DAY = 24 * 60;

/** `HH:mm` as minutes since midnight. */
export function minutesOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
}

/**
 * The next moment at which a clock on the wall shows one of these minutes, or a new day, or is put forward or back.
 *
 * @param local now, in the zone where the clock hangs.
 */
export function nextTurn(local: DateTime, minutes: readonly number[]): DateTime {
  const now = local.hour * 60 + local.minute;
  const next = Math.min(...minutes.filter((it) => it > now), MINUTES_PER_DAY);
  const minute = local.startOf('minute');
  const turn = minute.plus({ minutes: next - now });
  return turn.offset === local.offset ? turn : firstMinuteOfOtherOffset(minute, next - now);
}

/** Bisects the minutes after `start` for the one at which the offset from UTC changes. */
function firstMinuteOfOtherOffset(start: DateTime, withinMinutes: number): DateTime {
  let same = 0;
  let other = withinMinutes;
  while (other - same > 1) {
    const middle = Math.floor((same + other) / 2);
    if (start.plus({ minutes: middle }).offset === start.offset) same = middle;
    else other = middle;
  }
  return start.plus({ minutes: other });
}
