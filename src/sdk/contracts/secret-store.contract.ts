import assert from 'node:assert/strict';
import type { SecretRef, SecretStore } from '../../credentials/index.js';
import { describeExtension } from './extension.contract.js';
import { type Lazy, made, testFramework } from './test-framework.js';

export interface SecretStoreSamples {
  /** Two slots of different tools, free to be written. */
  readonly refs: readonly [SecretRef, SecretRef];
}

const VALUES = ['s3cret', 'two\nlines', 'Schlüssel 🔑', ' blank around ', 'x'.repeat(4096)];

/** The contract of `SecretStore`, to be called inside a `describe`. */
export function describeSecretStore(store: Lazy<SecretStore>, samples: Lazy<SecretStoreSamples>): void {
  const { it } = testFramework();
  describeExtension(store);

  it('gives back exactly what was put, the last time it was', async () => {
    const target = await made(store);
    const [ref] = (await made(samples)).refs;
    for (const value of VALUES) {
      await target.put(ref, value);
      assert.equal(await target.get(ref), value);
    }
  });

  it('keeps the slots of one tool, and tools, apart', async () => {
    const target = await made(store);
    const [one, other] = (await made(samples)).refs;
    await target.put(one, 'of the one');
    assert.equal(await target.get({ ...one, slot: `${one.slot}_other` }), undefined);
    assert.equal(await target.get({ toolId: other.toolId, slot: one.slot }), undefined);
  });

  it('forgets what is deleted, and deletes what is not there', async () => {
    const target = await made(store);
    const [ref] = (await made(samples)).refs;
    await target.put(ref, 'soon gone');
    await target.delete(ref);
    await target.delete(ref);
    assert.equal(await target.get(ref), undefined);
  });
}
