import { Module } from '@nestjs/common';
import type { DomainEvent } from '../../src/common/events/domain-event.js';
import {
  MONITORING_SINK,
  type MonitoringSink,
  MonitoringSinks,
  type RecordedError,
  type RecordedRequest,
} from '../../src/monitoring/index.js';
import { ApiClient } from '../support/api-client.js';
import { startTestRegistry } from '../support/registry.js';

class NotingSink implements MonitoringSink {
  readonly kind: string = 'noting';
  readonly description = 'Notes what it is told.';
  readonly requests: RecordedRequest[] = [];
  readonly errors: RecordedError[] = [];
  readonly events: string[] = [];
  isSetUp = false;

  setup(): void {
    this.isSetUp = true;
  }

  recordRequest(request: RecordedRequest): void {
    this.requests.push(request);
  }

  recordError(error: RecordedError): void {
    this.errors.push(error);
  }

  recordEvent(event: DomainEvent): void {
    this.events.push(event.constructor.name);
  }
}

class ThrowingSink extends NotingSink {
  override readonly kind = 'throwing';

  override recordRequest(): never {
    throw new Error('no request for me');
  }

  override recordError(): never {
    throw new Error('no error for me');
  }

  override recordEvent(): never {
    throw new Error('no event for me');
  }
}

const guest = (sink: MonitoringSink) => {
  @Module({ providers: [MONITORING_SINK.provide({ useFactory: () => sink })] })
  class GuestModule {}
  return GuestModule;
};

describe('a monitoring sink of another team', () => {
  it('is set up and told of requests, errors and events, though another one throws', async () => {
    const sink = new NotingSink();
    const registry = await startTestRegistry({ extensions: [guest(new ThrowingSink()), guest(sink)] });
    try {
      expect(sink.isSetUp).toBe(true);
      const anybody = new ApiClient(registry.url);
      const admin = await anybody.login();
      await admin.get('/api/v1/audit');
      await anybody.get('/api/v1/audit');
      expect(sink.requests).toContainEqual({
        method: 'GET',
        endpoint: '/api/v1/audit',
        statusCode: 200,
        duration: expect.any(Number),
      });
      expect(sink.requests.every(({ duration }) => duration > 0 && duration < 30)).toBe(true);
      expect(sink.errors).toEqual([{ method: 'GET', endpoint: '/api/v1/audit', error: 'UNAUTHENTICATED' }]);
      expect(sink.events).toContain('LoginSucceeded');
    } finally {
      await registry.close();
    }
  });

  it('may be registered by hand before the registry listens, and not after', async () => {
    const sink = new NotingSink();
    const registry = await startTestRegistry({ beforeListening: (app) => app.get(MonitoringSinks).register(sink) });
    try {
      expect(sink.isSetUp).toBe(true);
      await new ApiClient(registry.url).get('/health/live');
      expect(sink.requests).toHaveLength(1);
      expect(() => registry.app.get(MonitoringSinks).register(new ThrowingSink())).toThrow(
        'after the application started',
      );
    } finally {
      await registry.close();
    }
  });

  it('stops the boot when it cannot be set up', async () => {
    const sink = new NotingSink();
    sink.setup = () => {
      throw new Error('the monitoring system is not there');
    };
    await expect(startTestRegistry({ extensions: [guest(sink)] })).rejects.toThrow(
      'the monitoring system is not there',
    );
  });
});
