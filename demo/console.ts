/** Prints one line of the story. */
export function say(text: string): void {
  console.log(text);
}

/** Prints a heading. */
export function heading(number: number, text: string): void {
  console.log(`\n${number}. ${text}`);
}

/** Ends the story when something is not as it should be. */
export function expect(holds: boolean, what: string, found?: unknown): asserts holds {
  if (!holds) throw new Error(`${what}${found === undefined ? '' : ` — found ${JSON.stringify(found)}`}`);
  console.log(`   ✓ ${what}`);
}
