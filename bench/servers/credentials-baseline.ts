import { Module } from '@nestjs/common';
import { createRegistry } from '../../src/bootstrap.js';
import { SameStatementsController } from './same-statements.controller.js';
import { StatementRecorder } from './statement-recorder.js';
import { SweepController } from './sweep.controller.js';

const recorder = new StatementRecorder();

/** The registry with routes that only run the statements of others, and one that begins the deletion of credentials. */
@Module({
  controllers: [SameStatementsController, SweepController],
  providers: [{ provide: StatementRecorder, useValue: recorder }],
})
class BaselineModule {}

const app = await createRegistry({ extensions: [BaselineModule] });
await app.listen(Number(process.env['PORT']), '127.0.0.1');
