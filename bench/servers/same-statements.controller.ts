import { Body, Controller, HttpCode, Inject, type OnApplicationShutdown, Param, Post } from '@nestjs/common';
import { Pool } from 'pg';
import { Public } from '../../src/auth/index.js';
import { Environment } from '../../src/config/environment.js';
import type { Subject } from './refilled-values.js';
import { ReplayedRequest } from './replayed-request.js';
import { StatementRecorder } from './statement-recorder.js';

/** Records what one request asks of PostgreSQL, then asks that for others, and does nothing else: no caller, no policy, no token. */
@Controller('statements')
export class SameStatementsController implements OnApplicationShutdown {
  readonly #pool: Pool;
  readonly #requests = new Map<string, ReplayedRequest>();
  #recordedAt = new Date();

  constructor(
    @Inject(StatementRecorder) private readonly recorder: StatementRecorder,
    environment: Environment,
  ) {
    this.#pool = new Pool({ connectionString: environment.DATABASE_URL, max: environment.DATABASE_POOL_MAX });
  }

  @Post('record')
  @Public()
  record(): object {
    this.#recordedAt = new Date();
    this.recorder.start();
    return {};
  }

  /** @param subject the one that was asked about meanwhile. @returns the texts. */
  @Post('keep/:name')
  @Public()
  keep(@Param('name') name: string, @Body() subject: Subject): object {
    const request = new ReplayedRequest(name, this.recorder.stop(), subject, this.#recordedAt);
    this.#requests.set(name, request);
    return { texts: request.texts };
  }

  @Post('ask/:name')
  @Public()
  @HttpCode(200)
  async ask(@Param('name') name: string, @Body() subject: Subject): Promise<object> {
    const request = this.#requests.get(name);
    if (!request) throw new Error(`No request was recorded as ${name}`);
    await request.run(this.#pool, subject);
    return {};
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#pool.end();
  }
}
