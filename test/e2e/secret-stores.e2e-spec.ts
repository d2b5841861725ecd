import { randomBytes } from 'node:crypto';
import { Clock } from '../../src/common/clock.js';
import { StoredSecrets } from '../../src/credentials/secrets/stored-secrets.js';
import { CredentialStory, type TestTool } from '../support/credential-story.js';
import { eventually } from '../support/eventually.js';
import { startTestRegistry } from '../support/registry.js';
import { query } from '../support/test-database.js';
import { startVaultServer, type VaultServer } from '../support/vault-server.js';

const SECRET = 'canary-in-a-vault-5f2d';
const UNAVAILABLE = { status: 503, body: { code: 'SECRET_STORE_UNAVAILABLE' } };

let vault: VaultServer;

const pathOf = (tool: TestTool) => `/api/v1/tools/${tool.id}/secrets/key`;
const sent = ({ upstream }: CredentialStory) => upstream.requests.at(-1)?.headers.authorization;

async function open(story: CredentialStory): Promise<TestTool> {
  const tool = await story.tool({ authRequired: false });
  await story.permit(tool);
  return tool;
}

beforeAll(async () => {
  vault = await startVaultServer();
});
afterAll(() => vault.close());
afterEach(() => {
  vault.fail = undefined;
});

const vaultSettings = () => ({
  VAULT_ADDR: vault.url,
  VAULT_TOKEN: vault.token,
  OUTBOUND_OPERATOR_EXCEPTIONS: `127.0.0.1/32:${vault.port}`,
});

describe('the store vault', () => {
  let story: CredentialStory;
  const logged: string[] = [];

  beforeAll(async () => {
    jest.spyOn(process.stdout, 'write').mockImplementation((data) => {
      logged.push(Buffer.from(data as string).toString());
      return true;
    });
    const settings = { SECRET_STORE: 'vault', OUTBOUND_TIMEOUT_MS: '2000', DATABASE_POOL_MAX: '3', LOG_LEVEL: 'trace' };
    story = await CredentialStory.begin({ ...vaultSettings(), ...settings });
  });
  afterAll(async () => {
    await story.end();
    jest.restoreAllMocks();
  });

  const put = (tool: TestTool, value = SECRET) => story.admin.put(pathOf(tool), { value, placement: 'bearer' });
  const invoke = (tool: TestTool) => story.invoke(story.admin.token ?? '', tool);
  const kept = (tool: TestTool) => vault.paths().filter((it) => it.includes(tool.id));

  /** What is done later: by the next minute's run, when the grace is over. */
  async function disposeLater(): Promise<void> {
    const later = new Date(Date.now() + 600_000);
    const clock = jest.spyOn(story.registry.app.get(Clock), 'now').mockReturnValue(later);
    await story.registry.app.get(StoredSecrets).dispose();
    clock.mockRestore();
  }

  it('keeps values below a path of their tool and nowhere else, the newest only', async () => {
    const [tool, agent] = [await open(story), await story.agent()];
    await put(tool, 'an-older-value');
    await put(tool);
    await invoke(tool);
    expect(sent(story)).toBe(`Bearer ${SECRET}`);
    expect(kept(tool)).toEqual([
      expect.stringMatching(new RegExp(`^tool-registry/tools/${tool.id}/slots/key/[0-9a-f-]{36}$`)),
    ]);

    await story.admin.put(pathOf(tool), { holder: 'agent', placement: 'bearer' });
    await agent.client.put(`${pathOf(tool)}/own`, { value: `${SECRET}-own` });
    await story.invoke(agent.client.token ?? '', tool);
    expect(sent(story)).toBe(`Bearer ${SECRET}-own`);
    expect(kept(tool)).toEqual([expect.stringContaining(`/tools/${tool.id}/agents/${agent.id}/key/`)]);
    expect(await query(story.registry.databaseUrl, 'SELECT FROM secret_value')).toEqual([]);

    expect((await story.admin.delete(`/api/v1/agents/${agent.id}`, { 'if-match': '*' })).status).toBe(204);
    expect(kept(tool)).toEqual([]);
  });

  it.each(['sealed', 'garbage', 'hang'] as const)(
    'that is %s changes nothing and keeps calls from being made',
    async (how) => {
      const [tool, empty] = [await open(story), await open(story)];
      await put(tool);
      const before = story.upstream.requests.length;
      vault.fail = how;
      expect(await invoke(tool)).toMatchObject(UNAVAILABLE);
      expect(story.upstream.requests).toHaveLength(before);
      expect(await put(tool, 'a-newer-value')).toMatchObject(UNAVAILABLE);
      expect(await put(empty)).toMatchObject(UNAVAILABLE);
      vault.fail = undefined;
      await invoke(tool);
      expect(sent(story)).toBe(`Bearer ${SECRET}`);
      expect((await story.admin.get(`/api/v1/tools/${empty.id}/secrets`)).body.data).toEqual([]);
    },
  );

  it('is not waited for with a database connection in hand', async () => {
    const tool = await open(story);
    vault.fail = 'hang';
    const waiting = Array.from({ length: 6 }, () => put(tool));
    await eventually(() => expect(vault.waiting()).toBe(6), 10_000);
    expect((await story.admin.get(`/api/v1/tools/${tool.id}`)).status).toBe(200);
    for (const reply of await Promise.all(waiting)) expect(reply).toMatchObject(UNAVAILABLE);
  });

  it('is rid of what could not be deleted, or was put in vain, later', async () => {
    const [tool, failing] = [await open(story), await open(story)];
    await put(tool);
    vault.fail = 'sealed';
    expect((await story.admin.delete(`/api/v1/tools/${tool.id}`, { 'if-match': '*' })).status).toBe(204);
    expect(await put(failing)).toMatchObject(UNAVAILABLE);
    vault.fail = undefined;
    expect(kept(tool)).toHaveLength(1);
    await disposeLater();
    expect([kept(tool), kept(failing)]).toEqual([[], []]);
    expect(await query(story.registry.databaseUrl, 'SELECT FROM secret_disposal')).toEqual([]);
  });

  it('from which a version was deleted has no value, and the call is not made', async () => {
    const tool = await open(story);
    await put(tool);
    for (const path of kept(tool)) vault.deleteVersion(path);
    expect(await invoke(tool)).toMatchObject({ status: 503, body: { code: 'SECRET_MISSING' } });
  });

  it('is told of by types of errors alone', () => {
    const log = logged.join('');
    expect(log).toContain('VaultUnavailable');
    for (const secret of [SECRET, vault.token, 'an-older-value']) expect(log).not.toContain(secret);
  });
});

describe('the store environment', () => {
  let story: CredentialStory;
  const names: string[] = [];

  beforeAll(async () => {
    story = await CredentialStory.begin({ SECRET_STORE: 'environment' });
  });
  afterAll(async () => {
    for (const name of names) Reflect.deleteProperty(process.env, name);
    await story.end();
  });

  const declare = (tool: TestTool, slot: object = {}) =>
    story.admin.put(pathOf(tool), { placement: 'bearer', ...slot });
  const invoke = (tool: TestTool) => story.invoke(story.admin.token ?? '', tool);

  function set(tool: TestTool, entry: string): void {
    const name = `TOOL_SECRET_${tool.id.replaceAll('-', '_')}_key`;
    process.env[name] = entry;
    names.push(name);
  }

  it('gives a tool the value that its operator set for its origin', async () => {
    const tool = await open(story);
    set(tool, `${story.upstream.url} ${SECRET}`);
    expect((await declare(tool)).status).toBe(200);
    const { body } = await invoke(tool);
    expect(sent(story)).toBe(`Bearer ${SECRET}`);
    expect(JSON.stringify(body)).not.toContain(SECRET);
    expect((await story.admin.delete(pathOf(tool))).status).toBe(204);
  });

  it.each([
    ['for another origin', `https://warehouse.example ${SECRET}`],
    ['for no origin', SECRET],
    ['that is too short to be masked', 'short'],
    ['that is empty', ''],
  ])('gives no value %s', async (_, entry) => {
    const tool = await open(story);
    set(tool, entry);
    await declare(tool);
    const before = story.upstream.requests.length;
    expect(await invoke(tool)).toMatchObject({ status: 503, body: { code: 'SECRET_MISSING' } });
    expect(story.upstream.requests).toHaveLength(before);
  });

  it.each([
    ['/value', { value: SECRET }],
    ['/holder', { holder: 'agent' }],
  ])('refuses %s to be put', async (pointer, slot) => {
    const reply = await declare(await open(story), slot);
    expect(reply).toMatchObject({ status: 409, body: { code: 'SECRET_STORE_READ_ONLY', errors: [{ pointer }] } });
  });
});

describe('the master key', () => {
  const key = randomBytes(32).toString('base64');
  const start = (path: string) =>
    startTestRegistry({ variables: { ...vaultSettings(), MASTER_KEY: '', MASTER_KEY_VAULT_PATH: path } });

  async function keep(path: string, value: string): Promise<void> {
    const init = {
      method: 'POST',
      headers: { 'x-vault-token': vault.token },
      body: JSON.stringify({ data: { value } }),
    };
    expect((await fetch(`${vault.url}/v1/secret/data/${path}`, init)).status).toBe(200);
  }

  it('comes from Vault', async () => {
    await keep('registry/master', key);
    const registry = await start('registry/master');
    await registry.close();
    expect(vault.requests.some(({ url }) => url === '/v1/secret/data/registry/master')).toBe(true);
  });

  it('that Vault has not, or that is none, ends the start', async () => {
    await keep('registry/short', 'c2hvcnQ=');
    for (const path of ['registry/nothing', 'registry/short']) {
      await expect(start(path)).rejects.toThrow('MASTER_KEY_VAULT_PATH leads to no member');
    }
    vault.fail = 'sealed';
    await expect(start('registry/master')).rejects.toThrow('cannot be read from Vault: VaultUnavailable');
  });
});
