import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError, type ErrorCategory } from '../../src/common/errors/app-error.js';
import { INTERNAL_ERROR } from '../../src/common/http/problem.js';
import { statusOf } from '../../src/common/http/status.js';

const ROOT = join(import.meta.dirname, '../..');
const ERROR_CLASS = /category(?:: \w+)? = '(\w+)'[^}]*?code(?:: \w+)? = '(\w+)'/g;
const ROW = /^\| `([A-Z_]+)` +\| (\d{3}) +\| [^|]+ \| [^|]+ \|$/gm;

class SampleError extends AppError {
  constructor(
    readonly category: ErrorCategory,
    readonly code: string,
  ) {
    super('');
  }
}

describe('docs/errors.md', () => {
  const documented = new Map(
    matches(readFileSync(join(ROOT, 'docs/errors.md'), 'utf8'), ROW).map(([code, status]) => [code, Number(status)]),
  );
  const thrown = new Map(declaredErrors());

  it('lists every code that can be thrown, and no other', () => {
    expect([...documented.keys()].sort()).toEqual([...thrown.keys()].sort());
  });

  it('misses no error class, and all stand in *.errors.ts', () => {
    const classes = sources().flatMap(([file, text]) => matches(text, /extends (AppError)\b/g).map(() => file));
    expect(classes.filter((it) => !it.endsWith('.errors.ts'))).toEqual([]);
    expect(declaredErrors()).toHaveLength(classes.length + 1);
  });

  it('tells the status of each', () => {
    expect(Object.fromEntries(documented)).toEqual(Object.fromEntries(thrown));
  });
});

function declaredErrors(): [code: string, status: number][] {
  return [
    [INTERNAL_ERROR, 500],
    ...sources()
      .flatMap(([, text]) => matches(text, ERROR_CLASS))
      .map(asDeclared),
  ];
}

function asDeclared([category, code]: string[]): [code: string, status: number] {
  return [String(code), statusOf(new SampleError(category as ErrorCategory, String(code)))];
}

function sources(): [file: string, text: string][] {
  const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).filter((it) =>
    /(?<!\.spec)\.ts$/.test(it),
  );
  return files.map((it) => [it, readFileSync(join(ROOT, 'src', it), 'utf8')]);
}

function matches(text: string, pattern: RegExp): string[][] {
  return [...text.matchAll(pattern)].map(([, ...groups]) => groups);
}
