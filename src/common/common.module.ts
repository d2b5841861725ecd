import { type DynamicModule, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Clock } from './clock.js';
import { Keyring } from './crypto/keyring.js';
import { DomainEvents } from './events/domain-events.js';
import { CursorCodec } from './http/cursor.codec.js';

/** What every room uses: time, keys, events, cursors, discovery of extensions. */
@Module({})
export class CommonModule {
  static forRoot(keyring: Keyring): DynamicModule {
    return {
      module: CommonModule,
      global: true,
      imports: [DiscoveryModule],
      providers: [Clock, DomainEvents, CursorCodec, { provide: Keyring, useValue: keyring }],
      exports: [Clock, DomainEvents, CursorCodec, Keyring, DiscoveryModule],
    };
  }
}
