export { MONITORING_SINK, type MonitoringSink, type RecordedError, type RecordedRequest } from './monitoring-sink.js';
export { MonitoringSinks } from './monitoring-sinks.js';
export { MonitoringModule } from './monitoring.module.js';
export { ToolUsersConcerned } from './notices/notices.events.js';
