import { Module } from '@nestjs/common';
import { CredentialsModule } from '../credentials/index.js';
import { PolicyModule } from '../policy/index.js';
import { RegistryModule } from '../registry/index.js';
import { CallSlots } from './call-slots.js';
import { InvocationLog } from './invocation-log.js';
import { InvocationRunner } from './invocation-runner.js';
import { InvocationService } from './invocation.service.js';
import { InvocationsController } from './invocations.controller.js';
import { ToolExecutor } from './tool-executor.js';

/** Executes a tool for an agent. */
@Module({
  imports: [CredentialsModule, PolicyModule, RegistryModule],
  controllers: [InvocationsController],
  providers: [CallSlots, InvocationLog, InvocationRunner, InvocationService, ToolExecutor],
  exports: [InvocationService],
})
export class InvocationModule {}
