import { PoolGauge, type StatementTiming, StatementTimings, Transactions } from '../../src/database/index.js';
import { eventually } from '../support/eventually.js';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';
import { query } from '../support/test-database.js';

describe('the database room', () => {
  let registry: TestRegistry;
  let transactions: Transactions;

  const count = () =>
    transactions.prepared<{ count: number }>('counter-read', 'SELECT count FROM counter WHERE id = $1', [1]);
  const add = () => transactions.prepared('counter-add', 'UPDATE counter SET count = count + 1 WHERE id = $1', [1]);

  beforeAll(async () => {
    registry = await startTestRegistry();
    transactions = registry.app.get(Transactions);
    await query(registry.databaseUrl, 'CREATE TABLE counter AS SELECT 1 AS id, 0 AS count');
  });

  afterAll(() => registry.close());

  it('lets a prepared statement join the transaction it is asked in', async () => {
    const undone = transactions.run(async () => {
      await add();
      expect(await count()).toEqual([{ count: 1 }]);
      throw new Error('undo');
    });
    await expect(undone).rejects.toThrow('undo');
    expect(await count()).toEqual([{ count: 0 }]);
  });

  it('prepares it once a connection', async () => {
    await transactions.run(async () => {
      await count();
      await count();
      const prepared: unknown[] = await transactions.manager.query(
        `SELECT generic_plans + custom_plans AS "plans" FROM pg_prepared_statements WHERE name = 'counter-read'`,
      );
      expect(prepared).toHaveLength(1);
    });
  });

  it('tells how long each statement took, by its name', async () => {
    const heard: StatementTiming[] = [];
    registry.app.get(StatementTimings).subscribe((timing) => heard.push(timing));
    await count();
    await transactions.manager.query('SELECT * FROM counter');
    await expect(transactions.manager.query('SELECT * FROM absent_table')).rejects.toThrow();
    await eventually(() =>
      expect(heard).toEqual(
        expect.arrayContaining([
          { statement: 'counter-read', seconds: expect.any(Number), failed: false },
          { statement: 'select counter', seconds: expect.any(Number), failed: false },
          { statement: 'select absent_table', seconds: expect.any(Number), failed: true },
        ]),
      ),
    );
  });

  it('knows how many connections are in use', async () => {
    const gauge = registry.app.get(PoolGauge);
    await eventually(() => expect(gauge.used).toBe(0));
    await transactions.run(async () => {
      await transactions.manager.query('SELECT 1');
      expect(gauge.used).toBe(1);
    });
    expect(gauge.waiting).toBe(0);
    expect(gauge.idle).toBeGreaterThan(0);
  });
});
