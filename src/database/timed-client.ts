import { performance } from 'node:perf_hooks';
import pg from 'pg';
import type { StatementTimings } from './statement-timings.js';

type Done = (error: unknown, result: unknown) => void;
type Query = (...args: unknown[]) => unknown;

/** The client class of the pool: reports how long every statement took, whether its caller awaits or passes a callback. */
export function timedClient(timings: StatementTimings): typeof pg.Client {
  class TimedClient extends pg.Client {}
  const query = pg.Client.prototype.query as Query;
  TimedClient.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    const started = performance.now();
    const { text, name } = describe(args[0]);
    const record = (failed: boolean) => timings.record(text, name, (performance.now() - started) / 1000, failed);
    const done = args.at(-1);
    if (typeof done === 'function') return query.apply(this, [...args.slice(0, -1), observed(done as Done, record)]);
    const reply = query.apply(this, args);
    if (reply instanceof Promise)
      reply.then(
        () => record(false),
        () => record(true),
      );
    return reply;
  } as typeof pg.Client.prototype.query;
  return TimedClient;
}

function describe(statement: unknown): { text: string; name?: string } {
  return typeof statement === 'string'
    ? { text: statement }
    : { text: '', ...(statement as { text?: string; name?: string }) };
}

function observed(done: Done, record: (failed: boolean) => void): Done {
  return (error, result) => {
    record(Boolean(error));
    done(error, result);
  };
}
