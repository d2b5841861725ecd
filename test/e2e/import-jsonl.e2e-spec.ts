import { ApiClient } from '../support/api-client.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';

let registry: TestRegistry;
let admin: ApiClient;

beforeAll(async () => {
  registry = await startTestRegistry();
  admin = await new ApiClient(registry.url).login();
});
afterAll(() => registry.close());

const line = (name: string, given: object = {}) => ({
  ...{ name, description: `Does ${name}.`, type: 'http', endpoint: 'https://x.example.com' },
  ...{ settings: { method: 'GET' }, ...given },
});
const jsonl = (...lines: unknown[]) => lines.map((it) => JSON.stringify(it)).join('\n');
const importing = (document: unknown, given: object = {}, client = admin) =>
  client.post('/api/v1/tools/import', { format: 'jsonl', document, ...given });

describe('JSON Lines', () => {
  it('become tools of the names that they have', async () => {
    const { status, body } = await importing(`${jsonl(line('one', { version: '2.3.4' }), line('two'))}\n\n`);
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { documentName: null, created: [{ name: 'one', operation: 'one' }, { name: 'two' }], skipped: [] },
    });
    const tool = await admin.get(`/api/v1/tools/${body.created[0].id}`);
    expect(tool.body).toMatchObject({ ...line('one'), version: '2.3.4', status: 'active' });
  });

  it('change the tools that have these names already, and say what of them', async () => {
    await importing(jsonl(line('again_a'), line('again_b', { tags: ['old'] })));
    const text = jsonl(
      line('AGAIN_A', { title: 'again_a', description: 'Does again_a.' }),
      line('again_b', { tags: ['new'] }),
    );
    for (const dryRun of [true, false]) {
      expect((await importing(text, { dryRun })).body).toMatchObject({
        created: [],
        unchanged: [{ name: 'again_a' }],
        updated: [{ name: 'again_b', changes: ['tags'] }],
        gone: [],
      });
    }
    expect((await importing(text)).body.unchanged).toHaveLength(2);
  });

  it('are skipped one by one where they are no tool', async () => {
    const wrong = [line('no name'), line('s_type', { type: 'nothing' }), line('s_same'), line('S_SAME'), { a: 1 }];
    const { body } = await importing(jsonl(...wrong));
    expect(body.created).toMatchObject([{ name: 's_same' }]);
    expect(body.skipped.map((it: { operation: string }) => it.operation)).toEqual([
      'no name',
      's_type',
      'S_SAME',
      'line 5',
    ]);
  });

  it('are skipped where the version is not above that of the tool', async () => {
    await importing(jsonl(line('versioned', { version: '2.0.0' })));
    const older = line('versioned', { version: '1.0.0' });
    expect((await importing(jsonl(older))).body.skipped).toMatchObject([{ operation: 'versioned' }]);
  });

  it('are sent as what they are, too', async () => {
    const reply = await fetch(`${registry.url}/api/v1/tools/import`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-ndjson', authorization: `Bearer ${admin.token ?? ''}` },
      body: jsonl(line('raw_a'), line('raw_b')),
    });
    expect({ status: reply.status, body: await reply.json() }).toMatchObject({
      status: 200,
      body: { created: [{ name: 'raw_a' }, { name: 'raw_b' }] },
    });
  });

  it('are sent to no route that takes none', async () => {
    const reply = await fetch(`${registry.url}/api/v1/tools`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-ndjson', authorization: `Bearer ${admin.token ?? ''}` },
      body: jsonl(line('raw_c')),
    });
    expect(reply.status).toBe(415);
  });

  it.each<[string, unknown, string]>([
    ['an object', { name: 'x' }, 'A document in JSON Lines is a text.'],
    ['a line of something else', `${jsonl(line('x'))}\n[1]`, 'Line 2 is no JSON object.'],
    ['half a line', '{"name": "x"', 'Line 1 is no JSON object.'],
    ['a prototype key', '{"__proto__": {}}', 'Line 1: '],
    ['too many lines', '{}\n'.repeat(10_001), 'A document has at most 10000 lines.'],
  ])('are refused as a whole: %s', async (_, document, detail) => {
    const { status, body } = await importing(document);
    expect({ status, detail: body.errors[0].detail }).toEqual({ status: 400, detail: expect.stringContaining(detail) });
  });
});
