import { Module } from '@nestjs/common';
import { createRegistry } from '../../src/bootstrap.js';
import { ConstantController } from './constant.controller.js';

/** The registry with one more route, public and constant: what any answer costs in this shell of limits, log, metrics and headers. */
@Module({ controllers: [ConstantController] })
class ConstantModule {}

const app = await createRegistry({ extensions: [ConstantModule] });
await app.listen(Number(process.env['PORT']), '127.0.0.1');
