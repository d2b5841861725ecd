import { readJsonLines } from './json-lines.js';

describe('readJsonLines', () => {
  it('counts empty lines, and takes whatever ends a line', () => {
    expect(readJsonLines('\uFEFF{"a":1}\r\n\n  \n{"b":2}')).toEqual([
      { line: 1, value: { a: 1 } },
      { line: 4, value: { b: 2 } },
    ]);
    expect(readJsonLines('')).toEqual([]);
  });

  it('names the first line that is no object', () => {
    expect(() => readJsonLines('{}\n\n[]')).toThrow('Line 3 is no JSON object.');
  });

  it('makes nothing of millions of line ends', () => {
    const before = process.resourceUsage().maxRSS;
    expect(readJsonLines(`${'\n'.repeat(8_000_000)}{}`)).toEqual([{ line: 8_000_001, value: {} }]);
    expect(process.resourceUsage().maxRSS - before).toBeLessThan(300_000);
  });
});
