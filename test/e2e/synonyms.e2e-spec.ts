import { ApiClient } from '../support/api-client.js';
import { query } from '../support/test-database.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';

const PATH = '/api/v1/search/synonyms';

let registry: TestRegistry;
let admin: ApiClient;

const put = (term: string, body: object) => admin.put(`${PATH}/${encodeURIComponent(term)}`, body);
const remove = (term: string) => admin.delete(`${PATH}/${encodeURIComponent(term)}`);
const actions = async () => {
  const { body } = await admin.get('/api/v1/audit?subjectType=synonym');
  return body.data.map((it: { action: string }) => it.action);
};

beforeAll(async () => {
  registry = await startTestRegistry();
  admin = await new ApiClient(registry.url).login();
});
afterAll(() => registry.close());

describe('synonyms', () => {
  it('are put, listed by term, put again and deleted, and the audit tells of it', async () => {
    expect(await put('K8s', { synonyms: ['kubernetes'] })).toMatchObject({
      status: 200,
      body: { term: 'k8s', synonyms: ['kubernetes'], weight: 0.4 },
    });
    expect(await put('k8S', { synonyms: ['container cluster'], weight: 0.5 })).toMatchObject({ status: 200 });
    expect(await put('  Ice   Cream ', { synonyms: ['gelato'] })).toMatchObject({ body: { term: 'ice cream' } });
    const { body } = await admin.get(PATH);
    expect(body.data).toMatchObject([
      { term: 'ice cream' },
      { term: 'k8s', synonyms: ['container cluster'], weight: 0.5 },
    ]);
    expect(await remove('K8S')).toMatchObject({ status: 204 });
    expect(await remove('k8s')).toMatchObject({ status: 404, body: { code: 'SYNONYM_NOT_FOUND' } });
    expect(await actions()).toEqual(['synonym.deleted', 'synonym.put', 'synonym.put', 'synonym.put']);
  });

  it('are listed page by page, each once', async () => {
    const terms = ['alpha', 'bravo', 'charlie', 'delta', 'ärger'];
    for (const term of terms) await put(term, { synonyms: ['x1'] });
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body }: { body: { data: { term: string }[]; page: { nextCursor: string | null } } } = await admin.get(
        `${PATH}?limit=2${cursor && `&cursor=${cursor}`}`,
      );
      seen.push(...body.data.map((it) => it.term));
      cursor = body.page.nextCursor;
    }
    expect(seen.filter((it) => it !== 'ice cream').sort()).toEqual([...terms].sort());
  });

  it.each([
    ['no synonyms', 'x1', { synonyms: [] }, '/synonyms'],
    ['no list', 'x1', { synonyms: 'kubernetes' }, '/synonyms'],
    ['a stop word', 'x1', { synonyms: ['please'] }, '/synonyms'],
    ['an emoji', 'x1', { synonyms: ['🚀'] }, '/synonyms'],
    ['a sentence', 'x1', { synonyms: ['one two three four five'] }, '/synonyms'],
    ['something that is no text', 'x1', { synonyms: [1] }, '/synonyms'],
    ['a long synonym', 'x1', { synonyms: ['x'.repeat(101)] }, '/synonyms'],
    ['many synonyms', 'x1', { synonyms: Array.from({ length: 21 }, (_, index) => `x${String(index)}`) }, '/synonyms'],
    ['too little weight', 'x1', { synonyms: ['y1'], weight: 0.29 }, '/weight'],
    ['too much weight', 'x1', { synonyms: ['y1'], weight: 0.51 }, '/weight'],
    ['null for a weight', 'x1', { synonyms: ['y1'], weight: null }, '/weight'],
    ['a member that there is not', 'x1', { synonyms: ['y1'], both: true }, '/both'],
    ['stop words as the term', 'please show', { synonyms: ['y1'] }, 'term'],
    ['an emoji as the term', '🚀', { synonyms: ['y1'] }, 'term'],
    ['a sentence as the term', 'one two three four five', { synonyms: ['y1'] }, 'term'],
    ['a NUL in the term', 'a\0b', { synonyms: ['y1'] }, 'term'],
    ['a NUL in a synonym', 'x1', { synonyms: ['a\0b'] }, '/synonyms/0'],
  ])('are refused with %s', async (_, term, body, pointer) => {
    const reply = await put(term, body);
    expect(reply).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED' } });
    expect(reply.body.errors[0].pointer).toBe(pointer);
  });

  it('are of 1,000 terms at most, also when two come at once', async () => {
    await query(
      registry.databaseUrl,
      `INSERT INTO search_synonym SELECT 'filler' || i, '{x}', 0.4, now(), now()
       FROM generate_series(1, 999 - (SELECT count(*) FROM search_synonym)) i`,
    );
    const replies = await Promise.all(['last', 'late'].map((it) => put(it, { synonyms: ['y1'] })));
    expect(replies.map((it) => it.status).sort()).toEqual([200, 409]);
    expect(replies.find((it) => it.status === 409)?.body.code).toBe('SYNONYM_LIMIT_REACHED');
    expect(await put('filler1', { synonyms: ['y1'] })).toMatchObject({ status: 200 });
  });
});
