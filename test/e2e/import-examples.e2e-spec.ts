import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ApiClient } from '../support/api-client.js';
import { importDocument } from '../support/openapi-documents.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';

const EXAMPLES = dirname(require.resolve('@readme/oas-examples/package.json'));
/** YAML that says something else than the JSON beside it; that the others say the same is a unit test. */
const YAML = [
  '2.0/yaml/petstore-expanded',
  '3.0/yaml/petstore-expanded',
  '3.0/yaml/uspto',
  '3.1/yaml/parameters-style',
  '3.1/yaml/train-travel',
];
const FILES = readdirSync(EXAMPLES, { recursive: true, encoding: 'utf8' })
  .filter((it) => /^\d\.\d\/json\/.+\.json$/.test(it) || YAML.some((yaml) => it === `${yaml}.yaml`))
  .sort();

/** Those that do not come in whole, and why. */
const REFUSED: Readonly<Record<string, string>> = {
  '3.0/json/openapi-workshop/post.json': 'MINPROPERTIES must NOT have fewer than 1 properties',
};
const SKIPPED: Readonly<Record<string, number>> = { 'parameters-style': 2 };
const WITHOUT_OPERATIONS = ['title', 'webhooks'];

let registry: TestRegistry;
let admin: ApiClient;

beforeAll(async () => {
  registry = await startTestRegistry();
  admin = await new ApiClient(registry.url).login();
});
afterAll(() => registry.close());

const importing = (document: unknown, given: object = {}, client = admin) => importDocument(client, document, given);

const read = (file: string) => readFileSync(join(EXAMPLES, file), 'utf8');

describe('every example document', () => {
  it.each(FILES.map((file, index) => [file, `doc${String(index)}`]))('%s', async (file, documentName) => {
    const { status, body } = await importing(read(file), { documentName });
    const stem = (file.split('/').at(-1) ?? '').replace(/\.(json|yaml)$/, '');
    if (file in REFUSED) {
      expect({ status, detail: body.errors[0].detail }).toEqual({ status: 400, detail: REFUSED[file] });
      return;
    }
    expect({ status, skipped: body.skipped?.length, errors: body.errors }).toEqual({
      status: 200,
      skipped: SKIPPED[stem] ?? 0,
    });
    expect(body.created.length > 0).toBe(!WITHOUT_OPERATIONS.includes(stem));
    const names: string[] = body.created.map((it: { name: string }) => it.name);
    names.forEach((it) => expect(it).toMatch(/^[A-Za-z_][A-Za-z0-9_-]{0,63}$/));
    expect(new Set(names.map((it) => it.toLowerCase())).size).toBe(names.length);
  });
});
