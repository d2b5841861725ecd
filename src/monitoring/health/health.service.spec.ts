import type { ChangeFeed } from '../../database/index.js';
import { HealthService } from './health.service.js';
import type { ReadinessRepository } from './readiness.repository.js';

class Database {
  pings = 0;

  constructor(private readonly answer: () => Promise<void>) {}

  ping(): Promise<void> {
    this.pings += 1;
    return this.answer();
  }
}

function healthOf(answer: () => Promise<void>, live = true) {
  const database = new Database(answer);
  return {
    database,
    health: new HealthService(database as unknown as ReadinessRepository, { live } as ChangeFeed),
  };
}

const answering = () => Promise.resolve();
const failing = () => Promise.reject(new Error('connection refused'));
const hanging = () => new Promise<void>(() => undefined);

describe('HealthService', () => {
  it('is up when the database answers', async () => {
    const checks = { database: 'up', changeFeed: 'up', server: 'up' };
    expect(await healthOf(answering).health.readiness()).toEqual({ status: 'up', checks });
  });

  it('stays up while the change feed is cut, and says so', async () => {
    const { status, checks } = await healthOf(answering, false).health.readiness();
    expect([status, checks.changeFeed]).toEqual(['up', 'down']);
  });

  it('is down when the database fails', async () => {
    expect(await healthOf(failing).health.readiness()).toMatchObject({ status: 'down', checks: { database: 'down' } });
  });

  it('is down within about a second when the database hangs, and asks it once for many probes', async () => {
    const { health, database } = healthOf(hanging);
    const started = performance.now();
    const reports = await Promise.all([health.readiness(), health.readiness(), health.readiness()]);
    expect(performance.now() - started).toBeLessThan(5000);
    expect(reports.map((it) => it.status)).toEqual(['down', 'down', 'down']);
    expect(database.pings).toBe(1);
  });

  it('is down once it has begun to stop', async () => {
    const { health } = healthOf(answering);
    health.onModuleDestroy();
    expect(await health.readiness()).toMatchObject({ status: 'down', checks: { server: 'down', database: 'up' } });
  });
});
