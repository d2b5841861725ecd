/** Over what a quota counts. */
export const QUOTA_PERIODS = ['minute', 'hour', 'day'] as const;
export type QuotaPeriod = (typeof QUOTA_PERIODS)[number];

/** From `startsAt` until just before `endsAt`. */
interface QuotaWindow {
  readonly startsAt: Date;
  readonly endsAt: Date;
}

const LENGTH_MS: Readonly<Record<QuotaPeriod, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** The minute, hour or day of UTC that a moment is in. */
export function quotaWindow(per: QuotaPeriod, at: Date): QuotaWindow {
  const length = LENGTH_MS[per];
  const start = Math.floor(at.getTime() / length) * length;
  return { startsAt: new Date(start), endsAt: new Date(start + length) };
}
