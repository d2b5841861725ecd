/** One thing to do, by which of so many callers. */
export type Work = (caller: number) => Promise<unknown>;

/** Does all, so many at once, each caller one after the other. @returns how many milliseconds each took. */
export async function timesOf(work: readonly Work[], callers: number): Promise<number[]> {
  const milliseconds: number[] = [];
  const rest = work.entries();
  const call = async (caller: number) => {
    for (const [, task] of rest) {
      const started = performance.now();
      await task(caller);
      milliseconds.push(performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: callers }, (_, caller) => call(caller)));
  return milliseconds;
}
