import { findLostMember } from './lost-member.js';

const shared = { toString: 1 };

describe('findLostMember', () => {
  it.each<[unknown, unknown, string | undefined]>([
    [{ a: 1 }, { a: 1 }, undefined],
    [{ a: 1 }, {}, undefined],
    [{ toString: 1 }, { toString: 1 }, undefined],
    [{ toString: 1 }, {}, '/settings/toString'],
    [{ a: [{ b: {} }, { valueOf: 1 }] }, { a: [{ b: {} }, {}] }, '/settings/a/1/valueOf'],
    [{ a: shared }, { a: shared }, undefined],
    [{ a: { toString: 1 } }, { a: 'read otherwise' }, undefined],
    ['text', {}, undefined],
    [null, {}, undefined],
  ])('%j, of which %j is left: %s', (given, kept, pointer) => {
    expect(findLostMember(given, kept, '/settings')).toBe(pointer);
  });
});
