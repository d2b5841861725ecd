/** The time by which signed times are judged. */
export interface ClockReading {
  readonly currentDate: Date;
  /** Seconds by which the signer's clock may differ. */
  readonly clockTolerance: number;
}
