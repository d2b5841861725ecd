import { randomBytes } from 'node:crypto';
import type { INestApplication } from '@nestjs/common';
import { StatsdSink } from '../../examples/statsd-sink/index.js';
import { createRegistry } from '../../src/bootstrap.js';
import { MonitoringSinks } from '../../src/monitoring/index.js';
import { describeMonitoringSink } from '../../src/sdk/testing.js';
import { createDatabase, type TestDatabase } from '../support/test-database.js';

let database: TestDatabase;
let app: INestApplication;

/** Built, and not initialised: the suite sets its sink up itself. */
beforeAll(async () => {
  database = await createDatabase();
  const MASTER_KEY = randomBytes(32).toString('base64');
  app = await createRegistry({
    variables: { NODE_ENV: 'test', LOG_LEVEL: 'silent', DATABASE_URL: database.url, MASTER_KEY },
  });
});

afterAll(async () => {
  await app.close();
  await database.drop();
});

describe('the monitoring sink prometheus', () => {
  describeMonitoringSink(() => app.get(MonitoringSinks).get('prometheus'));
});

describe('the monitoring sink statsd', () => {
  const sink = new StatsdSink({ host: '127.0.0.1', port: 9 });
  afterAll(() => sink.onModuleDestroy());
  describeMonitoringSink(sink);
});

it('leaves no installed monitoring sink out', () => {
  expect(
    app
      .get(MonitoringSinks)
      .list()
      .map((it) => it.kind),
  ).toEqual(['prometheus']);
});
