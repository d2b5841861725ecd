import { Injectable } from '@nestjs/common';
import { OutboundClient } from '../../common/outbound/outbound.client.js';
import type { Finding } from './finding.js';
import type { CheckedTool, ToolCheck } from './tool-check.js';

/**
 * Asks the guard of outbound calls what it would say of the endpoint. It is asked again at each call, and what it says may
 * change with the configuration, so this is a warning.
 */
@Injectable()
export class EndpointCheck implements ToolCheck {
  constructor(private readonly outbound: OutboundClient) {}

  async find({ endpoint }: CheckedTool): Promise<Finding[]> {
    const detail = await this.outbound.foreseeableRefusal(endpoint);
    if (detail === undefined) return [];
    return [{ code: 'ENDPOINT_REFUSED', severity: 'warning', pointer: '/endpoint', detail }];
  }
}
