import { randomBytes } from 'node:crypto';
import { Keyring } from './keyring.js';

const [OLD, NEW, OTHER] = [randomBytes(32), randomBytes(32), randomBytes(32)];
const old = new Keyring(OLD);
const both = new Keyring(NEW, [OLD]);

describe('a keyring that knows a previous key', () => {
  it('opens what was sealed under it, and seals under the current one', () => {
    expect(both.open('p', old.seal('p', 'value', 'row'), 'row')).toBe('value');
    expect(new Keyring(NEW).open('p', both.seal('p', 'value', 'row'), 'row')).toBe('value');
    expect(() => old.open('p', both.seal('p', 'value', 'row'), 'row')).toThrow('no known master key');
  });

  it('opens what was sealed before ciphertexts named their key', () => {
    const unnamed = Buffer.concat([Buffer.of(1), old.seal('p', 'value', 'row').subarray(5)]);
    expect(both.open('p', unnamed, 'row')).toBe('value');
    expect(() => new Keyring(OTHER).open('p', unnamed, 'row')).toThrow('no known master key');
  });

  it('opens nothing for another purpose or context, or after a change of any byte', () => {
    const sealed = both.seal('p', 'value', 'row');
    expect(() => both.open('q', sealed, 'row')).toThrow();
    expect(() => both.open('p', sealed, 'another row')).toThrow();
    sealed.forEach((byte, at) => {
      const changed = Buffer.from(sealed);
      changed[at] = byte ^ 1;
      expect(() => both.open('p', changed, 'row')).toThrow();
    });
  });

  it('recognises by every key, the current one first', () => {
    expect(both.hmacs('p', 'text')).toEqual([new Keyring(NEW).hmac('p', 'text'), old.hmac('p', 'text')]);
    expect(both.hmac('p', 'text')).toEqual(both.hmacs('p', 'text')[0]);
    expect(new Keyring(NEW, [NEW]).hmacs('p', 'text')).toHaveLength(1);
  });

  it('demands keys of 32 bytes', () => {
    expect(() => new Keyring(NEW, [randomBytes(31)])).toThrow('32 bytes');
  });
});
