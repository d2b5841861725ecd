import * as argon2 from '@node-rs/argon2';
import { Environment } from '../../config/environment.js';
import { costOf, toOptions } from './argon2-cost.js';
import { PasswordHasher } from './password-hasher.js';

jest.mock('@node-rs/argon2', () => {
  const real = jest.requireActual<typeof argon2>('@node-rs/argon2');
  return { ...real, verify: jest.fn(real.verify) };
});

const hasherWith = (memory: number, passes: number) =>
  new PasswordHasher(
    Object.assign(new Environment(), { PASSWORD_HASH_MEMORY_KIB: memory, PASSWORD_HASH_PASSES: passes }),
  );

const NOW = '$argon2id$v=19$m=64,t=1,p=1';
const OLD = '$argon2id$v=19$m=32,t=2,p=1';
const OLDER = '$argon2id$v=19$m=16,t=1,p=1';

describe('PasswordHasher', () => {
  const hasher = hasherWith(64, 1);
  const old = hasherWith(32, 2);
  const verify = jest.mocked(argon2.verify);

  /** What was verified, by cost. */
  async function workFor(stored: string | undefined, costsInUse: string[]): Promise<(string | undefined)[]> {
    await hasher.verify(stored, 'wrong password', costsInUse);
    verify.mockClear();
    await hasher.verify(stored, 'wrong password', costsInUse);
    return verify.mock.calls.map(([hash]) => costOf(String(hash)));
  }

  it('makes hashes with the configured parameters', async () => {
    expect(costOf(await hasher.hash('a password'))).toBe(NOW);
    expect(toOptions(NOW)).toEqual({ memoryCost: 64, timeCost: 1, parallelism: 1 });
  });

  it('knows the password in every composition and width', async () => {
    const stored = await hasher.hash('pass-caf\u00e9-word');
    expect(await hasher.verify(stored, 'pass-cafe\u0301-word')).toBe(true);
    expect(await hasher.verify(stored, 'ｐass-caf\u00e9-word')).toBe(true);
    expect(await hasher.verify(stored, 'Pass-caf\u00e9-word')).toBe(false);
  });

  it('knows passwords whose hashes have other parameters, and that these are outdated', async () => {
    const stored = await old.hash('a password');
    expect(await hasher.verify(stored, 'a password', [])).toBe(true);
    expect(await hasher.verify(stored, 'a password', [NOW, OLD])).toBe(true);
    expect(await hasher.verify(stored, 'another', [NOW, OLD])).toBe(false);
    expect([hasher.isOutdated(stored), old.isOutdated(stored)]).toEqual([true, false]);
  });

  it('finds no password right where there is none', async () => {
    expect(await hasher.verify(undefined, 'a password', [OLD])).toBe(false);
  });

  it.each([
    ['one cost', [NOW], [NOW]],
    ['a cost of before', [OLD, NOW], [OLD, NOW]],
    ['a cost of before only', [OLD], [OLD, NOW]],
    ['several costs', [OLDER, OLD, NOW], [OLDER, OLD, NOW]],
    ['no cost', [], [NOW]],
  ])('does the same work for nobody and for every age of hash, with %s in use', async (_, costsInUse, expected) => {
    const work = await workFor(undefined, costsInUse);
    expect(work.sort()).toEqual([...expected].sort());
    expect(await workFor(await hasher.hash('a password'), costsInUse)).toEqual(work);
    if (costsInUse.includes(OLD)) expect(await workFor(await old.hash('a password'), costsInUse)).toEqual(work);
  });
});
