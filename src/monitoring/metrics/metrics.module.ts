import { Module } from '@nestjs/common';
import { EventCounters } from './event-counters.js';
import { MetricsRegistry } from './metrics-registry.js';
import { ResourceGauges } from './resource-gauges.js';

/** The metrics and what moves them. */
@Module({
  providers: [MetricsRegistry, EventCounters, ResourceGauges],
  exports: [MetricsRegistry, EventCounters, ResourceGauges],
})
export class MetricsModule {}
