import { Module } from '@nestjs/common';

/** Executes a tool for an agent. */
@Module({})
export class InvocationModule {}
