import { Module } from '@nestjs/common';

/** Stored replies of creating and executing requests. */
@Module({})
export class IdempotencyModule {}
