import { DomainEvent } from '../../common/events/domain-event.js';
import type { MonitoringSink } from '../../monitoring/index.js';
import { describeExtension } from './extension.contract.js';
import { type Lazy, made, testFramework } from './test-framework.js';

class SomethingHappened extends DomainEvent {}

const ENDPOINTS = ['/api/v1/tools/:id', 'unmatched', '', '/odd|chars:#\n{}"'];

/** The contract of `MonitoringSink`, to be called inside a `describe`. Its `setup` is called by the suite. */
export function describeMonitoringSink(sink: Lazy<MonitoringSink>): void {
  const { it } = testFramework();
  describeExtension(sink);

  it('sets itself up', async () => {
    await (await made(sink)).setup();
  });

  it('takes every request, error and event without throwing', async () => {
    const target = await made(sink);
    for (const endpoint of ENDPOINTS) {
      for (const duration of [0, 0.0001, 1e9])
        target.recordRequest({ method: 'GET', endpoint, statusCode: 500, duration });
      target.recordError({ method: 'POST', endpoint, error: 'TOOL_NOT_FOUND' });
    }
    target.recordEvent?.(new SomethingHappened());
  });
}
