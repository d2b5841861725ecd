/** The part of Jest, of Vitest with globals and of Mocha that the suites need. */
interface TestFramework {
  readonly describe: (name: string, body: () => void) => void;
  readonly it: (name: string, body: () => Promise<void>) => void;
}

/** Something given as it is, or made once the tests run: what needs a started registry does not exist before. */
export type Lazy<T> = T | (() => T | Promise<T>);

/** @throws Error where no test runner has put its `describe` and `it` into the global scope. */
export function testFramework(): TestFramework {
  const { describe, it } = globalThis as unknown as Partial<TestFramework>;
  if (!describe || !it) throw new Error('Run contract suites under a test runner with a global describe and it');
  return { describe, it };
}

export async function made<T extends object>(lazy: Lazy<T>): Promise<T> {
  return typeof lazy === 'function' ? (lazy as () => T | Promise<T>)() : lazy;
}
