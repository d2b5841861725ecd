import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { validate } from '@readme/openapi-parser';
import { parse } from 'yaml';
import { ApiClient, type ApiReply } from '../support/api-client.js';
import { eventually } from '../support/eventually.js';
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

/** Those that the parser does not validate, and what is said of them. */
const REFUSED: Readonly<Record<string, { readonly code: string; readonly detail: string }>> = {
  '3.0/json/openapi-workshop/post.json': {
    code: 'INVALID_DOCUMENT',
    detail: 'MINPROPERTIES must NOT have fewer than 1 properties',
  },
};
/** Operations that become no tool, and why. */
const FRAGMENT = 'path must begin with / and hold neither a query nor a fragment';
const COOKIES = [
  { operation: 'GET /cookies#formNonExploded', reason: FRAGMENT },
  { operation: 'GET /cookies#formExploded', reason: FRAGMENT },
];
const SKIPPED: Readonly<Record<string, readonly object[]>> = {
  '3.0/json/parameters-style.json': COOKIES,
  '3.1/json/parameters-style.json': COOKIES,
  '3.1/yaml/parameters-style.yaml': COOKIES,
};
const WITHOUT_OPERATIONS = ['title', 'webhooks'];

let registry: TestRegistry;
let admin: ApiClient;

beforeAll(async () => {
  registry = await startTestRegistry();
  admin = await new ApiClient(registry.url).login();
});
afterAll(() => registry.close());

/** What an import comes to, at once or, on a busy machine, later. */
async function imported(document: string, documentName: string) {
  const reply = await importDocument(admin, document, { documentName });
  if (reply.status !== 202) return reply;
  let job: ApiReply['body'];
  await eventually(async () => {
    job = (await admin.get(reply.headers.get('location') ?? '')).body;
    expect(job.status).toBe('succeeded');
  });
  return { status: 200, body: job.result };
}

const read = (file: string) => readFileSync(join(EXAMPLES, file), 'utf8');

describe('every example document', () => {
  it.each(Object.keys({ ...REFUSED, ...SKIPPED }))('is there, where it is told of: %s', (file) =>
    expect(FILES).toContain(file),
  );

  it.each(FILES)('is refused just where the parser does not validate it: %s', async (file) => {
    const document = parse(read(file)) as Parameters<typeof validate>[0];
    const { valid } = await validate(document, { resolve: { external: false, file: false } });
    expect(valid).toBe(!(file in REFUSED));
  });

  it.each(FILES.map((file, index) => [file, `doc${String(index)}`]))('%s', async (file, documentName) => {
    const { status, body } = await imported(read(file), documentName);
    const stem = (file.split('/').at(-1) ?? '').replace(/\.(json|yaml)$/, '');
    const refused = REFUSED[file];
    if (refused) {
      expect({ status, body }).toMatchObject({ status: 400, body: { code: refused.code, errors: [refused] } });
      return;
    }
    expect({ status, skipped: body.skipped, errors: body.errors }).toEqual({
      status: 200,
      skipped: SKIPPED[file] ?? [],
    });
    expect(body.created.length > 0).toBe(!WITHOUT_OPERATIONS.includes(stem));
    const names: string[] = body.created.map((it: { name: string }) => it.name);
    names.forEach((it) => expect(it).toMatch(/^[A-Za-z_][A-Za-z0-9_-]{0,63}$/));
    expect(new Set(names.map((it) => it.toLowerCase())).size).toBe(names.length);
  });
});
