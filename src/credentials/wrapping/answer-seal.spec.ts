import { openAnswer, sealAnswer } from './answer-seal.js';

const ANSWER = { token: 'trc_secret', warnings: [] };
const [TOKEN, ID] = ['trw_token', '019531f0-7a52-7d2e-9c1b-5f2d8f5c7c11'];

describe('a sealed answer', () => {
  const sealed = sealAnswer(TOKEN, ID, ANSWER);

  it('is what it was, and shows nothing of it before', () => {
    expect(openAnswer(TOKEN, ID, sealed)).toEqual(ANSWER);
    expect(sealed.toString('latin1')).not.toContain('secret');
    expect(sealAnswer(TOKEN, ID, ANSWER).equals(sealed)).toBe(false);
  });

  it.each([
    ['by another token', 'trw_other', ID],
    ['in another row', TOKEN, '019531f0-7a52-7d2e-9c1b-5f2d8f5c7c12'],
  ])('does not open %s', (_, token, id) => {
    expect(() => openAnswer(token, id, sealed)).toThrow();
  });

  it('does not open when any of its bytes was changed', () => {
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => openAnswer(TOKEN, ID, changed)).toThrow();
    }
  });
});
