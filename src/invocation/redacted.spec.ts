import fc from 'fast-check';
import { redacted } from './redacted.js';

const shown = (output: unknown, ...pointers: string[]) => redacted({ outcome: 'success', output }, pointers).output;

describe('redacting a result', () => {
  it.each<[string, unknown, string[], unknown]>([
    ['a member', { a: 1, b: 2 }, ['/a'], { b: 2 }],
    ['a nested member', { a: { b: { c: 1, d: 2 } } }, ['/a/b/c'], { a: { b: { d: 2 } } }],
    ['nothing where there is nothing', { a: 1 }, ['/b', '/a/c', '/a/0'], { a: 1 }],
    ['elements, the others keeping their place', [1, 2, 3], ['/0', '/1'], [null, null, 3]],
    ['a member of one element', [{ a: 1 }, { a: 2 }], ['/1/a'], [{ a: 1 }, {}]],
    ['a member of every element', { list: [{ a: 1, b: 2 }, { a: 3 }] }, ['/list/*/a'], { list: [{ b: 2 }, {}] }],
    ['every element', { list: [1, [2]] }, ['/list/*'], { list: [null, null] }],
    ['a member whose name is a star, no other', { '*': 1, a: 2 }, ['/*'], { a: 2 }],
    ['a member with escapes in its name', { 'a/b': 1, 'c~d': 2, '~1': 3 }, ['/a~1b', '/c~0d', '/~01'], {}],
    ['a member without a name', { '': 1, a: 2 }, ['/'], { a: 2 }],
    ['no element by another spelling of its place', [1, 2], ['/01', '/-', '/1e0', '/length'], [1, 2]],
    ['everything', { a: 1 }, [''], null],
    [
      'text that a pointer leads into',
      { a: '{"b":1}', c: ['{"b":1}', { b: 1 }] },
      ['/a/b', '/c/*/b'],
      { a: null, c: [null, {}] },
    ],
    ['text as a whole, whatever is pointed at', '{"a":1}', ['/b'], null],
  ])('withholds %s', (_case, output, pointers, expected) => {
    expect(shown(output, ...pointers)).toEqual(expected);
  });

  it('does not stumble over names that mean something in JavaScript', () => {
    const output: unknown = JSON.parse('{"__proto__":{"a":1,"b":2},"constructor":{"a":1}}');
    expect(JSON.stringify(shown(output, '/__proto__/a', '/constructor'))).toBe('{"__proto__":{"b":2}}');
  });

  it('withholds the message of a failure', () => {
    const failure = { outcome: 'failure', message: 'no account DE02', output: { iban: 'DE02' }, status: 404 } as const;
    const message = 'The tool failed. A policy withholds what it said.';
    expect(redacted(failure, ['/iban'])).toEqual({ outcome: 'failure', message, output: {}, status: 404 });
    expect(redacted(failure, undefined)).toBe(failure);
  });

  it('gives the same in any order of the pointers', () => {
    const pointer = fc.array(fc.constantFrom('a', 'b', '0', '1', '*'), { maxLength: 3 }).map(toPointer);
    const json = fc.jsonValue({ maxDepth: 3 }).map((it) => ({ a: it, b: [it, { a: it }], '0': it }));
    fc.assert(
      fc.property(json, fc.array(pointer, { maxLength: 5 }), (output, pointers) => {
        expect(shown(output, ...pointers)).toEqual(shown(output, ...pointers.toReversed()));
      }),
    );
  });
});

function toPointer(names: readonly string[]): string {
  return names.map((it) => `/${it}`).join('');
}
