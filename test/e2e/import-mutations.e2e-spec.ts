import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { ApiClient } from '../support/api-client.js';
import { seeded } from '../../bench/seeded.js';
import { mutated } from '../support/mutations.js';
import { importDocument } from '../support/openapi-documents.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';

const EXAMPLES = dirname(require.resolve('@readme/oas-examples/package.json'));
const DOCUMENTS = readdirSync(EXAMPLES, { recursive: true, encoding: 'utf8' })
  .filter((it) => /^\d\.\d\/json\/.+\.json$/.test(it))
  .sort()
  .map((file) => ({ file, document: JSON.parse(readFileSync(join(EXAMPLES, file), 'utf8')) as unknown }));

/** All 1,000 take minutes: `IMPORT_MUTATIONS=1000`. */
const MUTATIONS = Number(process.env['IMPORT_MUTATIONS'] ?? 60);
const SEED = Number(process.env['IMPORT_SEED'] ?? 1);
/** On the wall, whatever else the machine is busy with. */
const LONGEST_MS = 5_000;
const MOST_KEPT_BYTES = 256 * 1024 * 1024;

let registry: TestRegistry;
let admin: ApiClient;

beforeAll(async () => {
  registry = await startTestRegistry();
  admin = await new ApiClient(registry.url).login();
});
afterAll(() => registry.close());

/** What is kept once all that nobody needs is gone. */
function heapBytes(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

const fail = () => {
  throw new Error('There are no example documents');
};

describe('a document that was tampered with', () => {
  it(`is imported or refused, soon and within bounds: ${String(MUTATIONS)} from seed ${String(SEED)}`, async () => {
    const statuses: Record<string, number> = {};
    const wrong: unknown[] = [];
    let slowestMs = 0;
    const before = heapBytes();
    for (let index = 0; index < MUTATIONS; index += 1) {
      const { file, document } = DOCUMENTS.at((index * 7) % DOCUMENTS.length) ?? fail();
      const mutation = mutated(document, seeded(SEED * 1_000_003 + index));
      const started = performance.now();
      const { status, body } = await importDocument(admin, mutation, { documentName: `m${String(index)}` });
      const tookMs = Math.round(performance.now() - started);
      slowestMs = Math.max(slowestMs, tookMs);
      statuses[status] = (statuses[status] ?? 0) + 1;
      if (![200, 202, 400].includes(status) || tookMs > LONGEST_MS) wrong.push({ index, file, status, tookMs, body });
    }
    expect(wrong).toEqual([]);
    // Both happen: neither is everything refused nor everything taken.
    expect(Object.keys(statuses)).toEqual(expect.arrayContaining(['200', '400']));
    const keptBytes = heapBytes() - before;
    expect(keptBytes).toBeLessThan(MOST_KEPT_BYTES);
    if (MUTATIONS >= 1_000) process.stdout.write(`${JSON.stringify({ statuses, slowestMs, keptBytes })}\n`);
  }, 3_600_000);
});
