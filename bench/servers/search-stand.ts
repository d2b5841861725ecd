import { Module } from '@nestjs/common';
import { createRegistry } from '../../src/bootstrap.js';
import { RecordedStatementsController } from './recorded-statements.controller.js';
import { StatementRecorder } from './statement-recorder.js';
import { StockController } from './stock.controller.js';

const recorder = new StatementRecorder();

/** The registry with routes that store and index tools, and tell what searches ask of PostgreSQL. */
@Module({
  controllers: [RecordedStatementsController, StockController],
  providers: [{ provide: StatementRecorder, useValue: recorder }],
})
class SearchStandModule {}

const app = await createRegistry({ extensions: [SearchStandModule] });
await app.listen(Number(process.env['PORT']), '127.0.0.1');
