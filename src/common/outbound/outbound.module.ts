import { type DynamicModule, Module } from '@nestjs/common';
import { OUTBOUND_OPTIONS, type OutboundOptions } from './outbound-options.js';
import { OutboundClient } from './outbound.client.js';
import { OwnEndpoints } from './own-endpoints.js';
import { Resolver } from './resolver.js';

/** Makes the guarded client injectable everywhere. */
@Module({})
export class OutboundModule {
  static forRoot(options: OutboundOptions): DynamicModule {
    return {
      module: OutboundModule,
      global: true,
      providers: [{ provide: OUTBOUND_OPTIONS, useValue: options }, Resolver, OwnEndpoints, OutboundClient],
      exports: [OutboundClient],
    };
  }
}
