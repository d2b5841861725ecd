import { Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { serialize } from 'node:v8';
import { Public } from '../../src/auth/index.js';
import { StatementRecorder } from './statement-recorder.js';

/** Tells what requests ask of PostgreSQL. */
@Controller('statements')
export class RecordedStatementsController {
  constructor(@Inject(StatementRecorder) private readonly recorder: StatementRecorder) {}

  @Post('start')
  @Public()
  @HttpCode(200)
  start(): object {
    this.recorder.start();
    return {};
  }

  /** What was asked since the start, as `v8.serialize` writes it: JSON knows neither dates nor infinity. */
  @Post('stop')
  @Public()
  @HttpCode(200)
  stop(): object {
    const statements = this.recorder.stop().map(({ name, text, values }) => ({ name, text, values }));
    return { statements: serialize(statements).toString('base64') };
  }
}
