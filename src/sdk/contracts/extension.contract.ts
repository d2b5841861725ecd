import assert from 'node:assert/strict';
import type { Extension } from '../../common/extensions/extension-point.js';
import { type Lazy, made, testFramework } from './test-framework.js';

const KIND = /^[a-z][a-z0-9_]{0,63}$/;
const SENTENCE = /^[A-Z][^\n]{8,298}\.$/;

/** What holds for every extension. */
export function describeExtension(extension: Lazy<Extension>): void {
  const { it } = testFramework();

  it('has a lower_snake_case kind', async () => {
    assert.match((await made(extension)).kind, KIND);
  });

  it('has a description that is a sentence', async () => {
    assert.match((await made(extension)).description, SENTENCE);
  });
}
