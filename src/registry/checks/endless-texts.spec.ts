import { HiddenTextCheck } from './hidden-text.check.js';
import { ModelInstructionsCheck } from './model-instructions.check.js';
import { SecretsCheck } from './secrets.check.js';
import type { CheckedTool } from './tool-check.js';

/** What a schema may hold. */
const LONGEST = 262_144;
const CHECKS = [new HiddenTextCheck(), new ModelInstructionsCheck(), new SecretsCheck()];

const toolThatSays = (text: string): CheckedTool => ({
  ...{ title: 'x', description: text, metadata: {}, toolType: 'http', endpoint: 'https://example.com' },
  ...{ authRequired: true, settings: {}, inputSchema: {}, outputSchema: null, scopes: [], annotations: {} },
});

describe('Checks of texts', () => {
  it.each([
    ['spaces after the name of a secret', `token${' '.repeat(LONGEST)}`],
    ['spaces after the name of a scheme', `token bearer${' '.repeat(LONGEST)}`],
    ['beginnings of JSON Web Tokens', '-eyJ'.repeat(LONGEST / 4)],
    ['second parts of JSON Web Tokens', `${'-eyJaaaaaaaaaa'.repeat(80)}.${'eyJ-'.repeat(LONGEST / 4)}`],
    ['beginnings of marked passages', '<system>'.repeat(LONGEST / 8)],
    ['tags after a flag', `\u{1F3F4}${'\u{E0041}'.repeat(LONGEST / 2)}`],
    ['beginnings of keys', '-----BEGIN A '.repeat(LONGEST / 13)],
    ['addresses', 'a://a:a'.repeat(LONGEST / 7)],
    ['beginnings of orders', 'ignore previous '.repeat(LONGEST / 16)],
    ['white space', '\n \t'.repeat(LONGEST / 3)],
  ])('are done in no time with %s', (_, text) => {
    const started = performance.now();
    for (const check of CHECKS) check.find(toolThatSays(text));
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it.each([
    ['a JSON Web Token', `x ${'eyJ'.padEnd(300, 'a1B')}.${'eyJ'.padEnd(900, 'c2D')}.${'e3F'.repeat(30)}`],
    ['a named secret', `token:\n  Bearer ${'a1B2c3D4e5F6g7H8'.repeat(2)}`],
    ['a marked passage', `<system>${'x'.repeat(3_000)}</system>`],
    ['tags after a flag that is none', `\u{1F3F4}${'\u{E0041}'.repeat(7)}\u{E007F}`],
  ])('still find %s', (_, text) => {
    expect(CHECKS.flatMap((it) => it.find(toolThatSays(text)))).not.toEqual([]);
  });

  it('have nothing against the flag of a region', () => {
    const scotland = '\u{1F3F4}\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}';
    expect(CHECKS.flatMap((it) => it.find(toolThatSays(scotland)))).toEqual([]);
  });
});
