import { Injectable } from '@nestjs/common';

export interface StatementTiming {
  /** The name of a prepared statement, else verb and table (`select tool`); `other` beyond a bounded number of them. */
  readonly statement: string;
  readonly seconds: number;
  readonly failed: boolean;
}

type Subscriber = (timing: StatementTiming) => void;

const MOST_NAMES = 300;
const STATEMENT = /^\s*(select|insert|update|delete|with|begin|start|commit|rollback|savepoint|release|set|lock)\b/i;
const TABLE = /\b(?:from|into|update|join)\s+(?:only\s+)?(?:"?[a-z_]+"?\.)?"?([a-z_][a-z0-9_]*)"?/i;

/** How long each SQL statement took, as seen from here. */
@Injectable()
export class StatementTimings {
  readonly #subscribers: Subscriber[] = [];
  readonly #names = new Set<string>();

  /** The subscriber is called after every statement and must neither throw nor wait. */
  subscribe(subscriber: Subscriber): void {
    this.#subscribers.push(subscriber);
  }

  record(sql: string, name: string | undefined, seconds: number, failed: boolean): void {
    if (this.#subscribers.length === 0) return;
    const statement = this.bounded(name ?? describeStatement(sql));
    for (const subscriber of this.#subscribers) subscriber({ statement, seconds, failed });
  }

  private bounded(name: string): string {
    if (this.#names.has(name)) return name;
    if (this.#names.size >= MOST_NAMES) return 'other';
    this.#names.add(name);
    return name;
  }
}

/** `SELECT … FROM "tool" …` → `select tool`. */
export function describeStatement(sql: string): string {
  const verb = STATEMENT.exec(sql)?.[1]?.toLowerCase();
  if (!verb) return 'other';
  const table = TABLE.exec(sql)?.[1];
  return table ? `${verb} ${table.toLowerCase()}` : verb;
}
