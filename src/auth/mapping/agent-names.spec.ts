import fc from 'fast-check';
import { canonicalName } from '../../common/canonical-name.js';
import { agentDisplayName, agentName } from './agent-names.js';

const NAME = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}._@+-]{0,111}$/u;

describe('the name of an agent', () => {
  it.each([
    ['ada@example.com', 'ada@example.com'],
    ['Ada Lovelace', 'Ada-Lovelace'],
    ['auth0|5f7c8', 'auth0-5f7c8'],
    ['...hidden', 'hidden'],
    ['Ｗｉｄｅ', 'Wide'],
    ['Ελένη', 'Ελένη'],
    ['a\u202eb\u200bc', 'a-b-c'],
    ['  ', undefined],
    ['🙂', undefined],
    ['', undefined],
    [undefined, undefined],
    [7, undefined],
    [['ada'], undefined],
  ])('made of %j is %j', (text, name) => {
    expect(agentName(text)).toBe(name);
  });

  it('has the form that every name has, whatever it is made of', () => {
    const text = fc.string({
      unit: fc.oneof(fc.constantFrom('ﷺ', '😀', 'a', '-', '\ud800'), fc.string()),
      maxLength: 300,
    });
    fc.assert(
      fc.property(text, (it) => {
        const name = agentName(it);
        if (name === undefined) return;
        expect(name).toMatch(NAME);
        expect(canonicalName(name).length).toBeLessThan(500);
      }),
    );
  });

  it('for people shows nothing that hides or turns other text', () => {
    expect(agentDisplayName(' Ada \n\t Lovelace ')).toBe('Ada Lovelace');
    expect(agentDisplayName('a\u202eb\u0000c\u2066\ud800')).toBe('abc');
    expect(agentDisplayName('\u200b')).toBeUndefined();
    expect(agentDisplayName('x'.repeat(500))).toHaveLength(200);
  });
});
