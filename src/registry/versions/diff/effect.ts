/** What a change of a schema does to the set of values that fit it. */
export type Effect =
  /** The same values fit: other words, another order, a title. */
  | 'none'
  /** All that fitted fit, and more. */
  | 'widens'
  /** What fits now fitted before, but not all that fitted fits. */
  | 'narrows'
  /** Describes a property that was not described, or as all others only. */
  | 'extends'
  /** It is not understood, and may be anything. */
  | 'unknown';

/** Of a change, by whether everything before is still in, and whether everything now was in before. */
export function effectOf(keepsAll: boolean, addsNothing: boolean): Effect {
  if (keepsAll) return addsNothing ? 'none' : 'widens';
  return addsNothing ? 'narrows' : 'unknown';
}
