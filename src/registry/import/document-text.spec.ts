import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readDocument } from './document-text.js';
import { Deadline } from './parsing/deadline.js';
import { DocumentParser } from './parsing/document-parser.js';

const EXAMPLES = dirname(require.resolve('@readme/oas-examples/package.json'));
/** Here the authors let the two run apart; they are imported one by one elsewhere. */
const DIFFERENT = /(petstore-expanded|3\.0\/yaml\/uspto|3\.1\/yaml\/parameters-style|train-travel)\.yaml$/;
const FILES = readdirSync(EXAMPLES, { recursive: true, encoding: 'utf8' }).filter(
  (it) => /^\d\.\d\/yaml\/.+\.yaml$/.test(it) && !DIFFERENT.test(it),
);

const parser = new DocumentParser();
afterAll(() => parser.onModuleDestroy());

const textOf = (file: string) => readFileSync(join(EXAMPLES, file), 'utf8');
const read = (text: string, milliseconds = 30_000) => readDocument(text, parser, new Deadline(milliseconds));

describe('readDocument', () => {
  it.each(FILES)('reads %s as the JSON beside it', async (file) => {
    const json = file.replace('/yaml/', '/json/').replace(/yaml$/, 'json');
    expect(existsSync(join(EXAMPLES, json))).toBe(true);
    expect(await read(textOf(file))).toEqual(await read(textOf(json)));
  });

  it('reads YAML that begins like JSON', async () => expect(await read('{a: 1}')).toEqual({ a: 1 }));

  it('gives up on a text that would take years', async () => {
    await expect(read('? '.repeat(3_000), 1_000)).rejects.toThrow('could not be read in time');
  });

  it('leaves texts alone that look like something else', async () => {
    expect(await read('version: 2026-01-01\nanswer: "yes"\nno: no')).toEqual({
      version: '2026-01-01',
      answer: 'yes',
      no: 'no',
    });
  });
});
