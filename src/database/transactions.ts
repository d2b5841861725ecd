import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable, Logger } from '@nestjs/common';
import type { ClientBase } from 'pg';
import { DataSource, type EntityManager, type EntityTarget, type ObjectLiteral, type Repository } from 'typeorm';
import { UnitOfWork } from '../common/events/unit-of-work.js';
import { type AppendStatement, appendStatement } from './append-statement.js';
import { closeGates, type Gate } from './gates.js';
import { poolOf } from './pool.js';

/** Opens transactions, and lets repositories join the one they are called in. */
@Injectable()
export class Transactions {
  readonly #log = new Logger(Transactions.name);
  readonly #current = new AsyncLocalStorage<EntityManager>();
  readonly #appends = new Map<unknown, AppendStatement<never>>();

  constructor(private readonly dataSource: DataSource) {}

  /**
   * Runs work in the current transaction, or in a new one that commits when the work ends and rolls back when it throws.
   *
   * Never wait in it for somebody else (a tool, an identity provider): it holds a connection.
   */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#current.getStore()) return work();
    const unit = new UnitOfWork();
    const result = await this.dataSource.transaction((manager) => this.#current.run(manager, () => unit.enter(work)));
    await this.#current.exit(() => unit.committed((error) => this.#log.error('A deferred action failed', error)));
    return result;
  }

  /** For repositories: the manager of the current transaction, else one that commits each statement. */
  get manager(): EntityManager {
    return this.#current.getStore() ?? this.dataSource.manager;
  }

  /** For repositories: TypeORM's repository of an entity, in the current transaction. */
  of<T extends ObjectLiteral>(entity: EntityTarget<T>): Repository<T> {
    return this.manager.getRepository(entity);
  }

  /**
   * For the hottest questions of repositories: a statement that PostgreSQL parses and plans once a connection.
   *
   * @param name unique for this text, such as `tool-by-id`; metrics show it.
   * @returns the rows as PostgreSQL names and types them.
   */
  async prepared<Row extends object>(name: string, text: string, values: unknown[]): Promise<Row[]> {
    const runner = this.#current.getStore()?.queryRunner;
    const connection = runner ? ((await runner.connect()) as ClientBase) : poolOf(this.dataSource);
    const { rows } = await connection.query<Row>({ name, text, values });
    return rows;
  }

  /**
   * For tables that grow with every request: inserts rows by a prepared statement.
   *
   * Absent members are null, whatever the default of their column; no member is an array.
   */
  async append<T extends object>(entity: EntityTarget<T>, rows: readonly T[]): Promise<void> {
    const { name, text, values } = this.appendOf(entity);
    await this.prepared(name, text, values(rows));
  }

  /**
   * Has nobody issue anything on these rows until the current transaction ends. Call it before they are changed.
   *
   * It waits for those who do at this moment, and lets nobody pass meanwhile.
   */
  async close(gate: Gate, ids: readonly string[]): Promise<void> {
    await this.prepared(`gates-close-${gate}`, `SELECT ${closeGates(gate, '$1::uuid[]')}`, [ids]);
  }

  private appendOf<T extends object>(entity: EntityTarget<T>): AppendStatement<T> {
    const known = this.#appends.get(entity);
    if (known) return known;
    const made = appendStatement<T>(this.dataSource, this.dataSource.getMetadata(entity));
    this.#appends.set(entity, made);
    return made;
  }
}
