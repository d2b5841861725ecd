import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { SecretRef, SecretStore } from '../../credentials/index.js';
import { describeExtension } from './extension.contract.js';
import { type Lazy, made, testFramework } from './test-framework.js';

const VALUES = ['s3cret', 'two\nlines', 'Schlüssel 🔑', ' blank around ', 'x'.repeat(4096)];

/** A value of its own, in a slot of its own unless one is given. */
function someRef(given: Partial<SecretRef> = {}): SecretRef {
  const origin = 'https://tool.example';
  return { toolId: randomUUID(), slot: 'Api_key.of-it', valueId: randomUUID(), origin, ...given };
}

/** The contract of a `SecretStore` that can be written to, to be called inside a `describe`. */
export function describeSecretStore(store: Lazy<SecretStore>): void {
  const { it } = testFramework();
  describeExtension(store);

  it('gives back exactly what was put, of tools and of agents', async () => {
    const target = await made(store);
    for (const value of VALUES) {
      for (const ref of [someRef(), someRef({ agentId: randomUUID() })]) {
        await target.put(ref, value);
        assert.equal(await target.get(ref), value);
      }
    }
  });

  it('keeps the values of one slot, slots, tools and agents apart', async () => {
    const target = await made(store);
    const agentId = randomUUID();
    const { toolId } = someRef();
    const one = someRef({ toolId, agentId });
    await target.put(one, 'of the one');
    const others = [{}, { slot: 'other' }, { agentId }, { agentId: randomUUID() }].map((it) =>
      someRef({ toolId, ...it }),
    );
    others.push(someRef({ agentId }));
    for (const other of others) assert.equal(await target.get(other), undefined);
    for (const other of others) await target.put(other, 'of another');
    for (const other of others) await target.delete(other);
    assert.equal(await target.get(one), 'of the one');
  });

  it('forgets what is deleted, and deletes what is not there', async () => {
    const target = await made(store);
    const ref = someRef();
    await target.put(ref, 'soon gone');
    await target.delete(ref);
    await target.delete(ref);
    assert.equal(await target.get(ref), undefined);
  });
}
