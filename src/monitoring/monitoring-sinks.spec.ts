import { Logger } from '@nestjs/common';
import type { DiscoveryService } from '@nestjs/core';
import type { Clock } from '../common/clock.js';
import { DomainEvent } from '../common/events/domain-event.js';
import { DomainEvents } from '../common/events/domain-events.js';
import type { MonitoringSink, RecordedRequest } from './monitoring-sink.js';
import { MonitoringSinks } from './monitoring-sinks.js';

class SomethingHappened extends DomainEvent {}

class RememberingSink implements MonitoringSink {
  readonly description = 'Remembers what it is told.';
  readonly told: unknown[] = [];

  constructor(readonly kind: string) {}

  setup(): void {
    this.told.push('setup');
  }

  recordRequest(request: RecordedRequest): void {
    this.told.push(request.endpoint);
  }

  recordError({ error }: { error: string }): void {
    this.told.push(error);
  }

  recordEvent(event: DomainEvent): void {
    this.told.push(event.constructor.name);
  }
}

class BrokenSink extends RememberingSink {
  override recordRequest(): void {
    throw new Error('sink is broken');
  }

  override recordError(): undefined {
    return Promise.reject(new Error('sink is broken later')) as unknown as undefined;
  }
}

const request = { method: 'GET', endpoint: '/api/v1/tools/:id', statusCode: 200, duration: 0.01 };
const nobody = { getProviders: () => [] } as unknown as DiscoveryService;

describe('MonitoringSinks', () => {
  const clock = { time: 0, now: () => new Date(clock.time) };
  const events = new DomainEvents();
  const warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
  const start = async (...kinds: MonitoringSink[]) => {
    const sinks = new MonitoringSinks(nobody, clock as Clock, events);
    for (const sink of kinds) sinks.register(sink);
    await sinks.setUp();
    return sinks;
  };

  beforeEach(() => {
    warn.mockClear();
  });

  it('tells every sink of requests, errors and events, after its setup', async () => {
    const [first, second] = [new RememberingSink('first'), new RememberingSink('second')];
    const sinks = await start(first, second);
    sinks.recordRequest(request);
    sinks.recordError({ method: 'GET', endpoint: request.endpoint, error: 'TOOL_NOT_FOUND' });
    await events.observe(new SomethingHappened());
    const all = ['setup', '/api/v1/tools/:id', 'TOOL_NOT_FOUND', 'SomethingHappened'];
    expect([first.told, second.told]).toEqual([all, all]);
  });

  it('goes on to the next sink when one throws', async () => {
    const good = new RememberingSink('good');
    const sinks = await start(new BrokenSink('broken'), good);
    sinks.recordRequest(request);
    expect(good.told).toContain('/api/v1/tools/:id');
  });

  it('outlives a sink that fails later', async () => {
    const sinks = await start(new BrokenSink('broken'));
    sinks.recordError({ method: 'GET', endpoint: '/', error: 'X' });
    await new Promise(setImmediate);
    expect(warn).toHaveBeenCalledTimes(1);
  });

  it('logs a broken sink once a minute', async () => {
    const sinks = await start(new BrokenSink('broken'));
    for (let i = 0; i < 50; i += 1) sinks.recordRequest(request);
    expect(warn).toHaveBeenCalledTimes(1);
    clock.time += 60_000;
    sinks.recordRequest(request);
    expect(warn.mock.calls.map(([text]) => text)).toEqual([
      expect.stringContaining('"broken" failed (1 times'),
      expect.stringContaining('"broken" failed (51 times'),
    ]);
  });

  it('stops the boot when a sink cannot be set up', async () => {
    const unreachable = new RememberingSink('unreachable');
    unreachable.setup = () => {
      throw new Error('no route to the monitoring system');
    };
    await expect(start(unreachable)).rejects.toThrow('no route to the monitoring system');
  });

  it('names both owners of one kind', async () => {
    await expect(start(new RememberingSink('same'), new BrokenSink('same'))).rejects.toThrow(
      '"same" is claimed by both RememberingSink and BrokenSink',
    );
  });
});
