import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { poolOf } from './pool.js';

/** How busy the connection pool of this instance is. */
@Injectable()
export class PoolGauge {
  constructor(private readonly dataSource: DataSource) {}

  /** Connections in use. */
  get used(): number {
    return this.pool.totalCount - this.pool.idleCount;
  }

  get idle(): number {
    return this.pool.idleCount;
  }

  /** Callers that wait for a connection. */
  get waiting(): number {
    return this.pool.waitingCount;
  }

  private get pool() {
    return poolOf(this.dataSource);
  }
}
