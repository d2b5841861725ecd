/** One thing to do. */
export type Work = () => Promise<unknown>;

/**
 * Does all, so many at once, each caller one after the other.
 *
 * @param mostMs nothing more is begun after so long.
 * @returns how many milliseconds each took.
 */
export async function timesOf(work: readonly Work[], callers: number, mostMs = Infinity): Promise<number[]> {
  const milliseconds: number[] = [];
  const rest = work.values();
  const end = performance.now() + mostMs;
  const call = async () => {
    for (let task = rest.next(); !task.done && performance.now() < end; task = rest.next()) {
      const started = performance.now();
      await task.value();
      milliseconds.push(performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: callers }, call));
  return milliseconds;
}
