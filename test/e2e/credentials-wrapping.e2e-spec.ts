import { Client } from 'pg';
import { Clock } from '../../src/common/clock.js';
import { WrappingCleanup } from '../../src/credentials/wrapping/wrapping-cleanup.js';
import type { ApiReply } from '../support/api-client.js';
import { CredentialStory, type TestAgent, type TestTool } from '../support/credential-story.js';
import { type SecondInstance, startSecondInstance } from '../support/second-instance.js';
import { whileLocked } from '../support/while-locked.js';

let story: CredentialStory;
let second: SecondInstance;
let database: Client;
let tool: TestTool;
let agent: TestAgent;

beforeAll(async () => {
  story = await CredentialStory.begin();
  second = await startSecondInstance(story.registry);
  database = new Client({ connectionString: story.registry.databaseUrl });
  await database.connect();
  [tool, agent] = [await story.tool(), await story.agent()];
  await story.permit(tool);
});
afterAll(async () => {
  await database.end();
  await second.close();
  await story.end();
});
afterEach(() => jest.restoreAllMocks());

const stranger = () => story.admin.as('');
const ask = (what: 'lookup' | 'unwrap' | 'rewrap', token: unknown) =>
  stranger().post(`/api/v1/wrapping/${what}`, { token });

async function wrapped(body: object = {}) {
  const reply = await story.vend(agent, tool, { wrapTtlSeconds: 60, ...body });
  expect(reply).toMatchObject({ status: 201 });
  const { id, wrapInfo } = reply.body as {
    id: string;
    wrapInfo: { id: string; token: string; wrappedAccessor: string; ttlSeconds: number };
  };
  return { id, wrapInfo, reply };
}

function later(seconds: number): void {
  jest.spyOn(story.registry.app.get(Clock), 'now').mockReturnValue(new Date(Date.now() + seconds * 1000));
}

/** What every refusal says, whatever its reason. */
function expectRefused({ status, headers, body }: ApiReply): void {
  expect([status, body.code]).toEqual([400, 'WRAPPING_TOKEN_INVALID']);
  expect(Object.keys(body).sort()).toEqual(['code', 'detail', 'instance', 'requestId', 'status', 'title', 'type']);
  expect(headers.get('cache-control')).toBe('no-store');
}

function expectNamed({ status, body }: ApiReply, member: string): void {
  expect([status, body.code]).toEqual([400, 'VALIDATION_FAILED']);
  expect(new Set(body.errors.map(({ pointer }: { pointer: string }) => pointer))).toEqual(new Set([member]));
}

async function audited(action: string, subjectId: string): Promise<{ outcome: string; after: object }[]> {
  const { rows } = await database.query<{ outcome: string; after: object }>(
    'SELECT outcome, after FROM audit_event WHERE action = $1 AND subject_id = $2',
    [action, subjectId],
  );
  return rows;
}

describe('a wrapped credential', () => {
  it('is answered as a token that opens it, and nothing that uses it', async () => {
    const { id, wrapInfo, reply } = await wrapped();
    expect(reply.body).toEqual({
      id,
      wrapInfo: {
        id: expect.any(String),
        token: expect.stringMatching(/^trw_\w{49}$/),
        wrappedAccessor: expect.stringMatching(/^tra_\w{49}$/),
        creationPath: `/api/v1/tools/${tool.id}/credentials`,
        createdAt: expect.any(String),
        ttlSeconds: 60,
      },
    });
    expect(reply.headers.get('cache-control')).toBe('no-store');
    expect(await audited('wrapping.created', wrapInfo.id)).toMatchObject([{ after: { credentialId: id } }]);
  });

  it('can be looked up without a proof and without using it up', async () => {
    const { wrapInfo } = await wrapped();
    const { status, headers, body } = await ask('lookup', wrapInfo.token);
    expect([status, headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(Object.keys(body).sort()).toEqual(['createdAt', 'creationPath', 'ttlSeconds']);
    expect(body).toMatchObject({ creationPath: `/api/v1/tools/${tool.id}/credentials`, ttlSeconds: 60 });
    expect((await ask('unwrap', wrapInfo.token)).status).toBe(200);
  });

  it.each(['opaque', 'jwt'])('opens to the %s credential as it would have been answered', async (format) => {
    const plain = await story.vend(agent, tool, { format, reason: 'plain' });
    const { id, wrapInfo } = await wrapped({ format });
    const { status, headers, body } = await ask('unwrap', wrapInfo.token);
    expect([status, headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(Object.keys(body).sort()).toEqual(Object.keys(plain.body).sort());
    expect(body).toMatchObject({ id, accessor: wrapInfo.wrappedAccessor, format });
    expect(await story.isActive(body.token)).toBe(true);
    expect(await audited('wrapping.opened', wrapInfo.id)).toHaveLength(1);
  });

  it('is wrapped no longer than it lives', async () => {
    const { wrapInfo } = await wrapped({ ttlSeconds: 30, wrapTtlSeconds: 3600 });
    expect([29, 30]).toContain(wrapInfo.ttlSeconds);
  });

  it.each([0, -1, 1.5, 3601, '60', null, true, [60]])('is not wrapped for %j seconds', async (wrapTtlSeconds) => {
    const before = await story.admin.get(`/api/v1/credentials?agentId=${agent.id}`);
    const reply = await story.vend(agent, tool, { wrapTtlSeconds });
    expectNamed(reply, '/wrapTtlSeconds');
    expect((await story.admin.get(`/api/v1/credentials?agentId=${agent.id}`)).body).toEqual(before.body);
  });

  it('is not shown by the repetition of a request', async () => {
    const key = { 'idempotency-key': '"wrapped once"' };
    const path = `/api/v1/tools/${tool.id}/credentials`;
    const first = await agent.client.post(path, { wrapTtlSeconds: 60 }, key);
    const again = await agent.client.post(path, { wrapTtlSeconds: 60 }, key);
    expect(again.body).toEqual({ id: first.body.id, secretOmitted: true });
    expect((await ask('unwrap', first.body.wrapInfo.token)).status).toBe(200);
  });

  it('stands in the database as nothing that the database could open', async () => {
    const { wrapInfo } = await wrapped();
    const row = async () =>
      (await database.query('SELECT sealed, opened_at FROM wrapped_answer WHERE id = $1', [wrapInfo.id])).rows[0];
    expect((await row()).sealed.length).toBeGreaterThan(100);
    await ask('unwrap', wrapInfo.token);
    expect(await row()).toEqual({ sealed: null, opened_at: expect.any(Date) });
  });
});

describe('a delegated credential', () => {
  it('is wrapped as well', async () => {
    const sub = await story.agent();
    const parent = await story.vend(agent, tool, { delegations: 1 });
    const path = `/api/v1/credentials/${parent.body.id}/delegate`;
    const { status, body } = await agent.client.post(path, { agentId: sub.id, wrapTtlSeconds: 60 });
    expect([status, Object.keys(body).sort()]).toEqual([201, ['id', 'wrapInfo']]);
    expect(body.wrapInfo.creationPath).toBe(path);
    const opened = await ask('unwrap', body.wrapInfo.token);
    expect(opened.body).toMatchObject({ id: body.id, agentId: sub.id });
    expect(await story.isActive(opened.body.token)).toBe(true);
  });
});

describe('a wrapping token that opens nothing', () => {
  it.each(['lookup', 'unwrap', 'rewrap'] as const)('is refused by %s without a hint why', async (what) => {
    const used = (await wrapped()).wrapInfo.token;
    await ask('unwrap', used);
    const revoked = await wrapped();
    await agent.client.post(`/api/v1/credentials/${revoked.id}/revoke`, {});
    const fresh = (await wrapped()).wrapInfo;
    const unknown = [`trw_${'x'.repeat(49)}`, fresh.token.slice(0, -1), `${fresh.token}x`, fresh.wrappedAccessor, ''];
    const replies: ApiReply[] = [];
    for (const token of [used, revoked.wrapInfo.token, ...unknown]) replies.push(await ask(what, token));
    later(61);
    replies.push(await ask(what, fresh.token));
    replies.forEach(expectRefused);
    expect(new Set(replies.map(({ body }) => body.detail)).size).toBe(1);
  });

  it.each([undefined, null, 1, {}, ['trw_'], 'x'.repeat(201)])('is refused as %j with its name', async (token) => {
    expectNamed(await ask('unwrap', token), '/token');
  });

  it('is none that opens the registry', async () => {
    const { wrapInfo } = await wrapped();
    expect((await story.admin.as(wrapInfo.token).get('/api/v1/credentials')).status).toBe(401);
    expect(await story.isActive(wrapInfo.token)).toBe(false);
  });
});

describe('a wrapping token that is presented twice', () => {
  it('ends the credential and what was delegated from it, and goes on record', async () => {
    const { id, wrapInfo } = await wrapped({ delegations: 1 });
    const { body } = await ask('unwrap', wrapInfo.token);
    const sub = await story.agent();
    const child = await agent.client.post(`/api/v1/credentials/${id}/delegate`, { agentId: sub.id });
    expect([await story.isActive(body.token), await story.isActive(child.body.token)]).toEqual([true, true]);
    expectRefused(await ask('unwrap', wrapInfo.token));
    expect([await story.isActive(body.token), await story.isActive(child.body.token)]).toEqual([false, false]);
    expect(await audited('wrapping.reused', wrapInfo.id)).toMatchObject([
      { outcome: 'refused', after: { credentialId: id } },
    ]);
    expect(await audited('credential.revoked', id)).toHaveLength(1);
  });

  it('opens for one of fifty, over two instances', async () => {
    const { id, wrapInfo } = await wrapped();
    const asked = await whileLocked(database, 'wrapped_answer', wrapInfo.id, () =>
      Array.from({ length: 50 }, (_, at) =>
        (at % 2 ? second.api : story.admin).as('').post('/api/v1/wrapping/unwrap', { token: wrapInfo.token }),
      ),
    );
    const replies = await Promise.all(asked);
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
    replies.filter(({ status }) => status !== 200).forEach(expectRefused);
    expect(await audited('wrapping.reused', wrapInfo.id)).toHaveLength(49);
    expect(await audited('credential.revoked', id)).toHaveLength(1);
  });
});

describe('rewrapping', () => {
  it('puts the answer under another token with the same end, and uses the first one up', async () => {
    const { id, wrapInfo } = await wrapped();
    const shown = await ask('lookup', wrapInfo.token);
    const { status, headers, body } = await ask('rewrap', wrapInfo.token);
    expect([status, headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(body).toEqual({ id: expect.any(String), token: expect.stringMatching(/^trw_/), ...shown.body });
    expect(body.token).not.toBe(wrapInfo.token);
    expect(await audited('wrapping.rotated', wrapInfo.id)).toHaveLength(1);
    const opened = await ask('unwrap', body.token);
    expect(opened.body).toMatchObject({ id });
    expect(await story.isActive(opened.body.token)).toBe(true);
    expectRefused(await ask('unwrap', wrapInfo.token));
    expect(await story.isActive(opened.body.token)).toBe(false);
  });
});

describe('the sweeper', () => {
  it('removes what has expired, opened or not, and nothing else, on several instances at once', async () => {
    const [open, used] = [await wrapped(), await wrapped()];
    await ask('unwrap', used.wrapInfo.token);
    const lasting = await wrapped({ wrapTtlSeconds: 300 });
    const now = new Date(Date.now() + 61_000);
    const sweepers = [story.registry, second].map(({ app }) => {
      jest.spyOn(app.get(Clock), 'now').mockReturnValue(now);
      return app.get(WrappingCleanup, { strict: false });
    });
    await Promise.all(sweepers.map((it) => it.clean()));
    const ids = [open, used, lasting].map(({ wrapInfo }) => wrapInfo.id);
    const { rows } = await database.query('SELECT id FROM wrapped_answer WHERE id = ANY($1)', [ids]);
    expect(rows).toEqual([{ id: lasting.wrapInfo.id }]);
  });
});
