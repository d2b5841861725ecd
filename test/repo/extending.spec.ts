import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as contracts from '../../src/sdk/index.js';
import * as server from '../../src/sdk/server.js';
import * as testing from '../../src/sdk/testing.js';
import * as verifier from '../../src/verifier/index.js';
import * as guard from '../../src/verifier/nest/index.js';

const ROOT = join(import.meta.dirname, '../..');
const GUIDE = readFileSync(join(ROOT, 'docs/extending.md'), 'utf8');
const EXPORTS: Readonly<Record<string, object>> = {
  'genai-tool-registry': contracts,
  'genai-tool-registry/server': server,
  'genai-tool-registry/testing': testing,
  'genai-tool-registry/verifier': verifier,
  'genai-tool-registry/verifier/nest': guard,
};

const quotes = [...GUIDE.matchAll(/^\[`(examples\/[^`]+)`\]\(\.\.\/\1\)\n\n```ts\n([\s\S]*?)\n```$/gm)].map(
  ([, file = '', text = '']) => ({ file, text }),
);

describe('the guide to extending', () => {
  it('quotes every example', () => {
    const folders = readdirSync(join(ROOT, 'examples'));
    expect(quotes.map(({ file }) => file.split('/')[1]).sort()).toEqual(folders.sort());
  });

  it.each(quotes)('quotes $file as it is, in at most 30 lines', ({ file, text }) => {
    expect(readFileSync(join(ROOT, file), 'utf8')).toContain(text);
    expect(text.split('\n').length).toBeLessThanOrEqual(30);
  });

  it('imports what the package exports', () => {
    const imports = [...GUIDE.matchAll(/^import \{ ([^}]+) \} from '(genai-tool-registry[^']*)';$/gm)];
    expect(imports.length).toBeGreaterThan(0);
    for (const [, names = '', module = ''] of imports) {
      for (const name of names.split(', ')) expect(EXPORTS[module]).toHaveProperty(name);
    }
  });

  it('names services, registries and suites that are there', () => {
    const known = { ...contracts, ...server, ...testing };
    const named = [...GUIDE.matchAll(/`((?:describe)?[A-Z][A-Za-z]+(?:s|Type|Method|Source|Sink|Store))`/g)].map(
      ([, it = '']) => it,
    );
    expect(named.length).toBeGreaterThan(5);
    for (const name of named) expect(known).toHaveProperty(name);
  });
});
