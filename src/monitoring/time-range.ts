/** From a moment, inclusive, to another, exclusive. */
export interface TimeRange {
  readonly from: Date;
  readonly to: Date;
}
