import { Clock } from '../../src/common/clock.js';
import { ExpiredAccessRequests } from '../../src/policy/access-requests/expired-access-requests.js';
import { ApiClient } from '../support/api-client.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';
import { registerTool } from '../support/tools.js';

const PATH = '/api/v1/access-requests';
const MOST = 3;

describe('access requests that wait', () => {
  let registry: TestRegistry;
  let admin: ApiClient;
  let toolId: string;

  beforeAll(async () => {
    registry = await startTestRegistry({ variables: { ACCESS_REQUEST_MAX_PENDING: String(MOST) } });
    admin = await new ApiClient(registry.url).login();
    toolId = (await registerTool(admin)).id;
  });
  afterAll(() => registry.close());
  afterEach(() => jest.restoreAllMocks());

  const ask = () => admin.post(PATH, { toolId, action: 'vend', justification: 'It is needed.', durationSeconds: 60 });
  const waiting = async () => (await admin.get(`${PATH}?status=pending`)).body.data as { id: string }[];
  const expiries = async () => (await admin.get('/api/v1/audit?action=access_request.expired')).body.data;

  it('are so many at most, however many are made at once; one that is decided makes room', async () => {
    const replies = await Promise.all(Array.from({ length: 4 * MOST }, ask));
    const [refused, ...others] = replies.filter(({ status }) => status !== 201);
    expect(others).toHaveLength(3 * MOST - 1);
    expect(refused).toMatchObject({ status: 409, body: { code: 'ACCESS_REQUEST_LIMIT_REACHED' } });
    const [first] = await waiting();
    expect((await admin.post(`${PATH}/${String(first?.id)}/cancel`)).status).toBe(200);
    expect([(await ask()).status, (await ask()).status]).toEqual([201, 409]);
  });

  it('expire, make room, and leave a step in the audit each, once', async () => {
    const ids = (await waiting()).map(({ id }) => id);
    expect(ids).toHaveLength(MOST);
    const sweep = registry.app.get(ExpiredAccessRequests);
    await sweep.close();
    expect(await expiries()).toEqual([]);

    const nextDay = new Date(Date.now() + 86_400_000);
    jest.spyOn(registry.app.get(Clock), 'now').mockReturnValue(nextDay);
    await Promise.all([sweep.close(), sweep.close()]);
    jest.restoreAllMocks();

    const steps: { subject: { id: string }; actor: unknown; after: object }[] = await expiries();
    expect(steps.map(({ subject }) => subject.id).sort()).toEqual(ids.sort());
    expect(steps[0]).toMatchObject({ after: { status: 'expired', decidedBy: null } });
    const { data } = (await admin.get(`${PATH}?status=expired`)).body;
    expect(data).toHaveLength(MOST);
    expect(data[0]).toMatchObject({ status: 'expired', revision: 2, updatedAt: nextDay.toISOString() });
    expect((await ask()).status).toBe(201);
  });
});
