import { type DynamicModule, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Clock } from './clock.js';
import { Keyring } from './crypto/keyring.js';
import { DomainEvents } from './events/domain-events.js';
import { CursorCodec } from './http/cursor.codec.js';
import { ErrorShapes } from './http/error-shapes.js';

/** What every room uses: time, keys, events, cursors, error shapes, discovery of extensions. */
@Module({})
export class CommonModule {
  static forRoot(keyring: Keyring): DynamicModule {
    return {
      module: CommonModule,
      global: true,
      imports: [DiscoveryModule],
      providers: [Clock, DomainEvents, CursorCodec, ErrorShapes, { provide: Keyring, useValue: keyring }],
      exports: [Clock, DomainEvents, CursorCodec, ErrorShapes, Keyring, DiscoveryModule],
    };
  }
}
