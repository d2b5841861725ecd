import { Module } from '@nestjs/common';

/** Counts and proves: metrics, usage, access log, audit, health. */
@Module({})
export class MonitoringModule {}
