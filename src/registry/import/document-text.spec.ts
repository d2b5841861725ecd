import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readDocument } from './document-text.js';

const EXAMPLES = dirname(require.resolve('@readme/oas-examples/package.json'));
/** Here the authors let the two run apart; they are imported one by one elsewhere. */
const DIFFERENT = /(petstore-expanded|3\.0\/yaml\/uspto|3\.1\/yaml\/parameters-style|train-travel)\.yaml$/;
const FILES = readdirSync(EXAMPLES, { recursive: true, encoding: 'utf8' }).filter(
  (it) => /^\d\.\d\/yaml\/.+\.yaml$/.test(it) && !DIFFERENT.test(it),
);

const read = (file: string) => readFileSync(join(EXAMPLES, file), 'utf8');

describe('readDocument', () => {
  it.each(FILES)('reads %s as the JSON beside it', (file) => {
    const json = file.replace('/yaml/', '/json/').replace(/yaml$/, 'json');
    expect(existsSync(join(EXAMPLES, json))).toBe(true);
    expect(readDocument(read(file))).toEqual(readDocument(read(json)));
  });

  it('reads YAML that begins like JSON', () => expect(readDocument('{a: 1}')).toEqual({ a: 1 }));

  it('gives up on a text that would take years', () => {
    expect(() => readDocument('? '.repeat(3_000))).toThrow('would take too long');
  });

  it('leaves texts alone that look like something else', () => {
    expect(readDocument('version: 2026-01-01\nanswer: "yes"\nno: no')).toEqual({
      version: '2026-01-01',
      answer: 'yes',
      no: 'no',
    });
  });
});
