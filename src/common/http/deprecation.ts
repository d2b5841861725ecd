/** That what a request is about is on its way out. */
export interface Deprecation {
  readonly since: Date;
  /** When it will be gone, where that is said. */
  readonly sunset: Date | null;
  /** The path of what takes its place, where something does. */
  readonly successor: string | null;
}
