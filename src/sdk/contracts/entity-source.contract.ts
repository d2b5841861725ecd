import assert from 'node:assert/strict';
import type { Entity, EntitySource } from '../../policy/index.js';
import { describeExtension } from './extension.contract.js';
import { type Lazy, made, testFramework } from './test-framework.js';

export interface EntitySourceSamples {
  /** Ids of entities that are there, at least one. */
  readonly present: readonly string[];
  /** Ids of the right form that are nobody's. Default: ids of all forms. */
  readonly absent?: readonly string[];
}

const NOBODY = ['', 'no-such-entity', '0190a0b0-0000-7000-8000-00000000dead', '__proto__', '../x', 'y'.repeat(300)];
const MOST_PER_PAGE = 500;
const MOST_PAGES = 10_000;

/** The contract of `EntitySource`, to be called inside a `describe`. */
export function describeEntitySource(source: Lazy<EntitySource>, samples: Lazy<EntitySourceSamples>): void {
  const { it } = testFramework();
  describeExtension(source);

  it('gets an entity of its own type with attributes that are JSON', async () => {
    const target = await made(source);
    for (const id of (await made(samples)).present) {
      const entity = await target.get(id);
      assert.ok(entity, `${id} is not there`);
      assert.deepEqual([entity.type, entity.id], [target.kind, id]);
      assert.deepEqual(JSON.parse(JSON.stringify(entity.attributes)), entity.attributes);
    }
  });

  it('has nothing for an id that is nobody, and does not throw', async () => {
    const { absent = NOBODY } = await made(samples);
    for (const id of absent) assert.equal(await (await made(source)).get(id), undefined);
  });

  it('pages through every entity once, in the same order each time', async () => {
    const entities = await everything(await made(source));
    const ids = entities.map((it) => it.id);
    assert.equal(new Set(ids).size, ids.length, 'An entity comes twice');
    assert.deepEqual(
      (await everything(await made(source))).map((it) => it.id),
      ids,
    );
    for (const id of (await made(samples)).present) assert.ok(ids.includes(id), `${id} is missing`);
  });

  it('says of an entity in a page what it says of it alone', async () => {
    for (const entity of (await (await made(source)).page()).entities) {
      assert.deepEqual(await (await made(source)).get(entity.id), entity);
    }
  });
}

async function everything(source: EntitySource): Promise<Entity[]> {
  const found: Entity[] = [];
  let after: string | undefined;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const { entities, next } = await source.page(after);
    assert.ok(entities.length <= MOST_PER_PAGE, 'A page is too long');
    found.push(...entities);
    if (next === undefined) return found;
    after = next;
  }
  throw new assert.AssertionError({ message: 'The pages do not end' });
}
