import { Module, type OnApplicationBootstrap } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PrometheusModule } from '@willsoto/nestjs-prometheus';
import { RegistryModule } from '../registry/index.js';
import { AccessLogController } from './access-log/access-log.controller.js';
import { AccessLogEntry } from './access-log/access-log-entry.entity.js';
import { AccessLogRepository } from './access-log/access-log.repository.js';
import { AccessLog } from './access-log/access-log.service.js';
import { AuditController } from './audit/audit.controller.js';
import { AuditEvent } from './audit/audit-event.entity.js';
import { AuditEventsRepository } from './audit/audit-events.repository.js';
import { AuditTrail } from './audit/audit-trail.service.js';
import { HealthController } from './health/health.controller.js';
import { HealthService } from './health/health.service.js';
import { ReadinessRepository } from './health/readiness.repository.js';
import { MetricsController } from './metrics/metrics.controller.js';
import { MetricsModule } from './metrics/metrics.module.js';
import { MetricsRegistry } from './metrics/metrics-registry.js';
import { RequestRecorder } from './metrics/request-recorder.js';
import { MONITORING_SINK } from './monitoring-sink.js';
import { MonitoringSinks } from './monitoring-sinks.js';
import { NoticeSender } from './notices/notice-sender.js';
import { NoticesController } from './notices/notices.controller.js';
import { NoticesRepository } from './notices/notices.repository.js';
import { NoticesService } from './notices/notices.service.js';
import { PrometheusSink } from './sinks/prometheus.sink.js';
import { ToolUsageRepository } from './usage/tool-usage.repository.js';
import { ToolUsage } from './usage/tool-usage.service.js';
import { ToolUse } from './usage/tool-use.entity.js';
import { UsageController } from './usage/usage.controller.js';
import { UsageRecorder } from './usage/usage-recorder.service.js';

const prometheus = PrometheusModule.registerAsync({
  imports: [MetricsModule],
  controller: MetricsController,
  inject: [MetricsRegistry],
  useFactory: (register: MetricsRegistry) => ({ defaultMetrics: { enabled: true, config: { register } } }),
});

/** What happened, counted and proved: audit, access log, usage, metrics, health. */
@Module({
  imports: [TypeOrmModule.forFeature([AuditEvent, AccessLogEntry, ToolUse]), RegistryModule, MetricsModule, prometheus],
  controllers: [AuditController, AccessLogController, UsageController, NoticesController, HealthController],
  providers: [
    AuditTrail,
    AuditEventsRepository,
    AccessLog,
    AccessLogRepository,
    ToolUsage,
    ToolUsageRepository,
    UsageRecorder,
    NoticesService,
    NoticesRepository,
    NoticeSender,

    HealthService,
    ReadinessRepository,
    MonitoringSinks,
    RequestRecorder,
    MONITORING_SINK.provide(PrometheusSink),
  ],
  exports: [MonitoringSinks],
})
export class MonitoringModule implements OnApplicationBootstrap {
  constructor(private readonly sinks: MonitoringSinks) {}

  onApplicationBootstrap(): Promise<void> {
    return this.sinks.setUp();
  }
}
