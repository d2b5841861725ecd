import { Module } from '@nestjs/common';
import { createRegistry } from '../../src/bootstrap.js';
import { SameStatementsController } from './same-statements.controller.js';

/** The registry with routes that only run the statements of vending and validating. */
@Module({ controllers: [SameStatementsController] })
class SameStatementsModule {}

const app = await createRegistry({ extensions: [SameStatementsModule] });
await app.listen(Number(process.env['PORT']), '127.0.0.1');
