/** Collects the values of a statement, so that no text of it ever holds one. */
export class SqlParameters {
  readonly values: unknown[] = [];

  /** The placeholder that stands for the value. */
  bind(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}
