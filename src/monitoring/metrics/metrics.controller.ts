import { Controller, Get, Header, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Registry } from 'prom-client';
import { Public } from '../../auth/index.js';
import { MetricsGuard } from './metrics.guard.js';
import { MetricsRegistry } from './metrics-registry.js';

@ApiTags('Monitoring')
@Controller('metrics')
export class MetricsController {
  constructor(private readonly registry: MetricsRegistry) {}

  @Get()
  @Public()
  @UseGuards(MetricsGuard)
  @Header('content-type', Registry.PROMETHEUS_CONTENT_TYPE)
  @ApiBearerAuth('metrics')
  @ApiProduces('text/plain')
  @ApiOperation({
    operationId: 'getMetrics',
    summary: 'Read the metrics',
    description:
      'Metrics in the text format of Prometheus. Needs METRICS_TOKEN as bearer or, where none is set, a caller on the same machine.',
  })
  @ApiOkResponse({ type: String, description: 'The metrics of this instance.' })
  getMetrics(): Promise<string> {
    return this.registry.metrics();
  }
}
