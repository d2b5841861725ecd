import { describeStatement, type StatementTiming, StatementTimings } from './statement-timings.js';

describe('the name of a statement', () => {
  it.each([
    ['SELECT "Tool"."id" AS "x" FROM "tool" "Tool" WHERE "Tool"."id" = $1', 'select tool'],
    ['INSERT INTO "audit_event"("id") VALUES ($1)', 'insert audit_event'],
    ['  update "agent" SET "name" = $1', 'update agent'],
    ['DELETE FROM public."change" WHERE "at" < $1', 'delete change'],
    ['WITH x AS (INSERT INTO "change" VALUES (1)) SELECT 1', 'with change'],
    ['START TRANSACTION', 'start'],
    ['VACUUM', 'other'],
  ])('%s is %s', (sql, expected) => {
    expect(describeStatement(sql)).toBe(expected);
  });
});

describe('statement timings', () => {
  it('tell at most a bounded number of names apart', () => {
    const timings = new StatementTimings();
    const heard: StatementTiming[] = [];
    timings.subscribe((it) => heard.push(it));
    for (let i = 0; i < 400; i += 1) timings.record('', `statement-${i}`, 0.001, false);
    expect(new Set(heard.map((it) => it.statement)).size).toBe(301);
    expect(heard.at(-1)?.statement).toBe('other');
  });
});
