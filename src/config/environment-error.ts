/** The environment cannot be used: every problem at once, each naming a setting and never its value. */
export class EnvironmentError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`The configuration has ${problems.length} problem(s):\n${problems.map((it) => `  - ${it}`).join('\n')}`);
    this.name = 'EnvironmentError';
  }
}
