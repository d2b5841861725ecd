import { randomUUID } from 'node:crypto';
import { PasswordHasher } from '../../src/auth/passwords/password-hasher.js';
import { PASSWORD, ProofStory, standing, statusOf } from '../support/proof-story.js';

const FREE = 4;

describe('the lock of a name', () => {
  let story: ProofStory;

  beforeAll(async () => {
    story = await ProofStory.start({
      LOGIN_FREE_ATTEMPTS: String(FREE),
      LOGIN_LOCK_SECONDS: '10',
      LOGIN_LONGEST_LOCK_SECONDS: '30',
    });
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => story.close());

  const guess = (name: string) => story.logIn(name, 'wrong password');

  async function guessAll(names: readonly string[]): Promise<number[]> {
    const statuses = [];
    for (const name of names) statuses.push(await statusOf(guess(name)));
    return statuses;
  }

  const lock = (name: string) => guessAll(Array<string>(FREE).fill(name));

  it('grows from the configured time to the longest', async () => {
    const { name } = await story.newAgent();
    await lock(name);
    const waits = [];
    for (let round = 0; round < 4; round++) {
      const { headers } = await guess(name);
      waits.push(Number(headers.get('retry-after')));
      story.wait(waits.at(-1) ?? 0);
      expect(await statusOf(guess(name))).toBe(401);
    }
    expect(waits).toEqual([10, 20, 30, 30]);
  });

  const SPELLINGS: [string, (name: string) => string][] = [
    ['capitals', (name) => name.toUpperCase()],
    ['wide letters', (name) => name.replace(/[a-z0-9]/g, (it) => String.fromCodePoint(it.charCodeAt(0) + 0xfee0))],
    [
      'mathematical letters',
      (name) => name.replace(/[a-z]/g, (it) => String.fromCodePoint(it.charCodeAt(0) + 0x1d3b9)),
    ],
    ['spaces around it', (name) => ` \t${name} `],
    ['no-break spaces around it', (name) => `\u00a0${name}\u202f`],
    ['an ideographic space behind it', (name) => `${name}\u3000`],
    ['a zero-width space within', (name) => `${name[0]}\u200b${name.slice(1)}`],
    ['a zero-width joiner behind it', (name) => `${name}\u200d`],
    ['a soft hyphen within', (name) => `${name[0]}\u00ad${name.slice(1)}`],
    ['a byte order mark before it', (name) => `\ufeff${name}`],
    ['a direction mark before it', (name) => `\u202e${name}`],
    ['a variation selector within', (name) => `${name[0]}\ufe0e${name.slice(1)}`],
    ['its accent apart', (name) => name.normalize('NFD')],
    ['its accent taken apart for compatibility', (name) => name.normalize('NFKD')],
    ['a double s for its sharp s', (name) => name.replace('ß', 'SS')],
  ];

  describe.each([
    ['a known name', async (name: string) => (await story.newAgent({ name })).name],
    ['an unknown name', (name: string) => Promise.resolve(name)],
  ])('of %s', (_, naming) => {
    it.each(SPELLINGS)('is not dodged by %s', async (_, respell) => {
      const name = await naming(`caf\u00e9-ß-${randomUUID().slice(0, 8)}`);
      expect(await guessAll([name, respell(name), name, respell(name)])).toEqual(Array<number>(FREE).fill(401));
      expect(await guessAll([respell(name), name])).toEqual([429, 429]);
    });
  });

  it.each(SPELLINGS)('is not there without wrong guesses, and the name is known in %s', async (_, respell) => {
    const { name } = await story.newAgent({ name: `caf\u00e9-ß-${randomUUID().slice(0, 8)}` });
    expect(await statusOf(story.logIn(respell(name), PASSWORD))).toBe(200);
  });

  it('lets as many guesses be tried at once as are left, and no more', async () => {
    const { name } = await story.newAgent();
    await guessAll(Array<string>(FREE - 1).fill(name));
    const tried = jest.spyOn(story.registry.app.get(PasswordHasher, { strict: false }), 'verify');
    const statuses = await Promise.all(Array.from({ length: 20 }, () => statusOf(guess(name))));
    expect(statuses.filter((it) => it === 401)).toHaveLength(1);
    expect(statuses.filter((it) => it === 429)).toHaveLength(19);
    expect(tried).toHaveBeenCalledTimes(1);
  });

  it('lets one guess be tried when it ends, however many come at once', async () => {
    const { name } = await story.newAgent();
    await lock(name);
    story.wait(10);
    const statuses = await Promise.all(Array.from({ length: 20 }, () => statusOf(guess(name))));
    expect(statuses.filter((it) => it === 401)).toHaveLength(1);
  });

  it('keeps the right password out too, so that it tells nothing of the guesses made meanwhile', async () => {
    const { name } = await story.newAgent();
    await lock(name);
    const replies = [await story.logIn(name, PASSWORD), await guess(name)];
    const told = replies.map(({ status, body }) => [status, body.code, body.detail]);
    expect(told[0]).toEqual(told[1]);
    story.wait(10);
    expect(await statusOf(story.logIn(name, PASSWORD))).toBe(200);
  });

  it('is shared by all instances of the kind', async () => {
    await story.admin.post('/api/v1/auth-methods', { name: 'staff', kind: 'password', settings: {} });
    const { name } = await story.newAgent();
    const credentials = { username: name, password: 'wrong password' };
    const guessBy = (method: string) => statusOf(story.anybody.post('/api/v1/auth/token', { method, credentials }));
    for (const method of ['password', 'staff', 'password', 'staff']) expect(await guessBy(method)).toBe(401);
    expect([await guessBy('password'), await guessBy('staff')]).toEqual([429, 429]);
  });

  it('keeps nobody from other proofs of theirs', async () => {
    const agent = await story.newAgent();
    const key = await story.newKey(agent);
    const token = await story.as(agent);
    const client = { name: 'c', authentication: 'client_secret' };
    const { body } = await story.admin.post(`/api/v1/agents/${agent.id}/clients`, client);
    await lock(agent.name);
    expect(await statusOf(guess(agent.name))).toBe(429);
    const proofs = [token, story.presenting(key), await story.exchanging(key)];
    for (const proof of proofs) expect(await standing(proof)).toBe(200);
    const credentials = { clientId: body.id, clientSecret: body.clientSecret };
    const login = await story.anybody.post('/api/v1/auth/token', { method: 'client_credentials', credentials });
    expect(login.status).toBe(200);
  });

  it('leaves the names of others alone', async () => {
    const [locked, other] = [await story.newAgent(), await story.newAgent()];
    await lock(locked.name);
    expect(await statusOf(story.logIn(other.name, PASSWORD))).toBe(200);
  });

  it('is told by the audit, and who logs in', async () => {
    const { id, name } = await story.newAgent();
    await story.logIn(name, PASSWORD);
    await lock(name);
    await guess(name);
    const { body: refused } = await story.admin.get('/api/v1/audit?action=login.refused');
    expect(refused.data.map((it: { reason: string }) => it.reason)).toContain('locked');
    const { body: succeeded } = await story.admin.get(`/api/v1/audit?action=login.succeeded&subjectId=${id}`);
    expect(succeeded.data).toMatchObject([{ actorId: id, after: { method: 'password' } }]);
  });
});
