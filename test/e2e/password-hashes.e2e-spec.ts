import { PasswordHasher } from '../../src/auth/passwords/password-hasher.js';
import { PasswordsRepository } from '../../src/auth/passwords/passwords.repository.js';
import { ApiClient } from '../support/api-client.js';
import { PASSWORD, ProofStory, statusOf } from '../support/proof-story.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';
import { query } from '../support/test-database.js';

const NEW = 'staple-moon-velvet-42';

describe('passwords whose hashes have other parameters', () => {
  let story: ProofStory;

  beforeAll(async () => {
    story = await ProofStory.start();
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => story.close());

  let later: TestRegistry;
  const hashOf = async (id: string) => {
    const sql = 'SELECT hash FROM password_credential WHERE agent_id = $1';
    const [row] = await query<{ hash: string }>(story.registry.databaseUrl, sql, [id]);
    return row?.hash ?? '';
  };
  const logInThere = (username: string, password: string) =>
    new ApiClient(later.url).post('/api/v1/auth/token', { method: 'password', credentials: { username, password } });

  beforeAll(async () => {
    later = await startTestRegistry({
      variables: {
        DATABASE_URL: story.registry.databaseUrl,
        PASSWORD_HASH_PASSES: '2',
        PASSWORD_HASH_MEMORY_KIB: '128',
      },
    });
  });
  afterAll(() => later.close());

  it('are hashed anew by the right password alone', async () => {
    const { id, name } = await story.newAgent();
    const before = await hashOf(id);
    await logInThere(name, 'wrong password');
    expect(await hashOf(id)).toBe(before);
    expect(await statusOf(logInThere(name, PASSWORD))).toBe(200);
    const after = await hashOf(id);
    expect([before, after].map((it) => it.split('$')[3])).toEqual(['m=64,t=1,p=1', 'm=128,t=2,p=1']);
    expect(await statusOf(logInThere(name, PASSWORD))).toBe(200);
    expect(await hashOf(id)).toBe(after);
  });

  it('are left alone when they were changed meanwhile', async () => {
    const { id, name } = await story.newAgent();
    const passwords = later.app.get(PasswordsRepository, { strict: false });
    const replace = passwords.replace.bind(passwords);
    jest.spyOn(passwords, 'replace').mockImplementationOnce(async (...given) => {
      await story.admin.patch(`/api/v1/agents/${id}`, { password: NEW }, { 'if-match': '*' });
      return replace(...given);
    });
    await logInThere(name, PASSWORD);
    expect([await statusOf(story.logIn(name, PASSWORD)), await statusOf(story.logIn(name, NEW))]).toEqual([401, 200]);
  });

  it('cost as much to guess at as those of nobody', async () => {
    const [{ name: older }, { name: newer }, { name: without }] = [
      await story.newAgent(),
      await story.newAgent(),
      await story.newAgent({ password: null }),
    ];
    await logInThere(newer, PASSWORD);
    const hasher = later.app.get(PasswordHasher, { strict: false });
    const verify = jest.spyOn(hasher, 'verify');
    for (const name of [older, newer, without, 'nobody-of-this-name']) await logInThere(name, 'wrong password');
    const costs = verify.mock.calls.map(([, , costsInUse]) => costsInUse);
    expect(costs).toHaveLength(4);
    for (const it of costs) expect(it).toEqual(expect.arrayContaining(['$argon2id$v=19$m=64,t=1,p=1']));
    for (const it of costs) expect(it).toEqual(costs[0]);
  });
});
