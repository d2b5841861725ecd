import { setTimeout as delay } from 'node:timers/promises';

/** Repeats an expectation until it holds; after a minute its failure is the test's. */
export async function eventually(expectation: () => void | Promise<void>, within = 60_000): Promise<void> {
  for (const started = Date.now(); ;) {
    try {
      await expectation();
      return;
    } catch (error) {
      if (Date.now() - started > within) throw error;
      await delay(20);
    }
  }
}
