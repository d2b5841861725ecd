import { statfs } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { Gauge, Histogram } from 'prom-client';
import { Environment } from '../../config/environment.js';
import { PoolGauge, StatementTimings } from '../../database/index.js';
import { MetricsRegistry } from './metrics-registry.js';

const SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5];

/** What the registry uses beside the processor: the disk of its data folder and the database. */
@Injectable()
export class ResourceGauges {
  constructor(
    private readonly registry: MetricsRegistry,
    private readonly pool: PoolGauge,
    private readonly timings: StatementTimings,
    private readonly environment: Environment,
  ) {}

  /** Starts measuring. To be called once. */
  watch(): void {
    this.watchDisk();
    this.watchPool();
    this.watchStatements();
  }

  private watchDisk(): void {
    const folder = this.environment.DATA_DIR;
    new Gauge({
      name: 'toolreg_data_disk_bytes',
      help: 'Disk that holds the data folder: its size, and what is free for the registry. Absent without a data folder.',
      labelNames: ['state'],
      registers: [this.registry],
      async collect() {
        this.reset();
        const disk = await statfs(folder).catch(() => undefined);
        if (!disk) return;
        this.set({ state: 'size' }, disk.blocks * disk.bsize);
        this.set({ state: 'free' }, disk.bavail * disk.bsize);
      },
    });
  }

  private watchPool(): void {
    const { pool } = this;
    new Gauge({
      name: 'toolreg_db_pool_connections',
      help: 'Database connections in use and idle, and callers waiting for one.',
      labelNames: ['state'],
      registers: [this.registry],
      collect() {
        this.set({ state: 'used' }, pool.used);
        this.set({ state: 'idle' }, pool.idle);
        this.set({ state: 'waiting' }, pool.waiting);
      },
    });
  }

  private watchStatements(): void {
    const durations = new Histogram({
      name: 'toolreg_db_query_duration_seconds',
      help: 'Time from sending an SQL statement to its result, by the name of the statement.',
      labelNames: ['statement', 'outcome'],
      buckets: SECONDS,
      registers: [this.registry],
    });
    this.timings.subscribe(({ statement, seconds, failed }) => {
      durations.observe({ statement, outcome: failed ? 'failure' : 'success' }, seconds);
    });
  }
}
