import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Registry } from 'prom-client';

/** Gauges whose names end in `_total`, which is for counters. Each is the sum of another that we keep. */
const MISNAMED = ['nodejs_active_handles_total', 'nodejs_active_requests_total', 'nodejs_active_resources_total'];

/** The metrics of this application: its own, so that two of them in one process do not mix. */
@Injectable()
export class MetricsRegistry extends Registry implements OnModuleInit {
  onModuleInit(): void {
    for (const name of MISNAMED) this.removeSingleMetric(name);
  }
}
