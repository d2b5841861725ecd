import fc from 'fast-check';
import type { ChangeFeed } from '../../database/index.js';
import type { PoliciesRepository } from '../policies/policies.repository.js';
import type { Policy } from '../policies/policy.entity.js';
import type { PolicyTypes } from '../policy-types.js';
import { fullTarget } from '../target.js';
import { PolicySet } from './policy-set.js';

const rowOf = (id: string, name: string | undefined) =>
  ({ id, name, obligations: [], target: fullTarget() }) as unknown as Policy;

/** A set over stored policies, named by their ids, that tests change by hand. */
function stored(...ids: string[]) {
  const names = new Map(ids.map((id) => [id, id]));
  const state = { reads: [] as string[], failures: 0 };
  let announce: (id: string) => void = () => undefined;
  const read = async (wanted: readonly string[], told: string) => {
    state.reads.push(told);
    await Promise.resolve();
    if (state.failures > 0 && state.failures--) throw new Error('The database is away');
    return wanted.filter((id) => names.has(id)).map((id) => rowOf(id, names.get(id)));
  };
  const repository = {
    findActive: () => read([...names.keys()], 'all'),
    findActiveByIds: (wanted: readonly string[]) => read(wanted, wanted.join(' ')),
  } as unknown as PoliciesRepository;
  const feed = { live: true, on: (_topic: string, listener: typeof announce) => (announce = listener) };
  const types = { find: () => undefined } as unknown as PolicyTypes;
  const set = new PolicySet(repository, types, feed as unknown as ChangeFeed);
  const current = async () => [...(await set.current()).index.policies.values()].map((it) => it.name).sort();
  const change = (id: string, name?: string) => {
    if (name === undefined) names.delete(id);
    else names.set(id, name);
    if (feed.live) announce(id);
  };
  return { state, feed, names, current, change, announce: (id: string) => announce(id) };
}

describe('PolicySet', () => {
  it('reads all once, then what changes', async () => {
    const { state, current, change } = stored('a', 'b');
    await Promise.all([current(), current()]);
    change('b', 'b2');
    change('c', 'c');
    change('a');
    expect(await current()).toEqual(['b2', 'c']);
    expect(await current()).toEqual(['b2', 'c']);
    expect(state.reads).toEqual(['all', 'b c a']);
  });

  it('reads all anew when changes may have been missed', async () => {
    const { state, current, announce } = stored('a');
    await current();
    announce('*');
    await current();
    expect(state.reads).toEqual(['all', 'all']);
  });

  it('misses no change that comes while it reads', async () => {
    const { current, change } = stored('a', 'b');
    await current();
    change('a', 'a2');
    const first = current();
    change('b', 'b2');
    expect(await current()).toEqual(['a2', 'b2']);
    await first;
    expect(await current()).toEqual(['a2', 'b2']);
  });

  it('lets nobody decide without a change that could not be read', async () => {
    const { state, current, change } = stored('a', 'b');
    await current();
    state.failures = 1;
    change('a', 'a2');
    const failing = current();
    change('b', 'b2');
    const next = current();
    await expect(failing).rejects.toThrow('The database is away');
    expect(await next).toEqual(['a2', 'b2']);
  });

  it('tries again after a failure', async () => {
    const { state, current } = stored('a');
    state.failures = 1;
    await expect(current()).rejects.toThrow('The database is away');
    expect(await current()).toEqual(['a']);
  });

  it('is what is stored, whatever was kept from before', async () => {
    const id = fc.constantFrom('a', 'b', 'c');
    const step = fc.oneof(
      fc.record({
        does: fc.constant('change' as const),
        id,
        name: fc.option(fc.constantFrom('x', 'y'), { nil: undefined }),
      }),
      fc.record({ does: fc.constantFrom('read', 'miss', 'reconnect') }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const { current, change, feed, names, announce } = stored('a', 'b');
        for (const it of steps) {
          if (it.does === 'change') change(it.id, it.name);
          if (it.does === 'read') void current();
          if (it.does === 'miss') feed.live = false;
          if (it.does === 'reconnect' && !feed.live) {
            feed.live = true;
            announce('*');
          }
          if (it.does !== 'read') expect(await current()).toEqual([...names.values()].sort());
        }
      }),
    );
  });
});
