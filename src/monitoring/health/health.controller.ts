import { Controller, Get, UseInterceptors } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import { Public } from '../../auth/index.js';
import { LivenessResponse, ReadinessResponse } from './health.response.js';
import { HealthService } from './health.service.js';
import { ReadinessInterceptor } from './readiness.interceptor.js';

@ApiTags('Monitoring')
@Controller('health')
export class HealthController {
  constructor(private readonly health: HealthService) {}

  @Get('live')
  @Public()
  @ApiOperation({
    operationId: 'getLiveness',
    summary: 'Tell whether the process lives',
    description: 'Looks at nothing else: a process that does not answer should be restarted.',
  })
  @ApiOkResponse({ type: LivenessResponse })
  live(): LivenessResponse {
    return { status: 'up' };
  }

  @Get('ready')
  @Public()
  @UseInterceptors(ReadinessInterceptor)
  @ApiOperation({
    operationId: 'getReadiness',
    summary: 'Tell whether requests should come here',
    description: 'Looks at the database, the change feed and whether the instance is stopping.',
  })
  @ApiOkResponse({ type: ReadinessResponse })
  @ApiServiceUnavailableResponse({ type: ReadinessResponse, description: 'The instance should get no requests.' })
  ready(): Promise<ReadinessResponse> {
    return this.health.readiness();
  }
}
