import type { ExecutionContext } from '@nestjs/common';
import { Environment } from '../../config/environment.js';
import { MetricsLocalOnlyError } from '../monitoring.errors.js';
import { isLoopback, MetricsGuard } from './metrics.guard.js';

describe('MetricsGuard without a token', () => {
  const guard = new MetricsGuard(new Environment());
  const callFrom = (remoteAddress: string, headers: object = {}) => {
    const request = { headers, ip: '127.0.0.1', raw: { socket: { remoteAddress } } };
    return { switchToHttp: () => ({ getRequest: () => request }) } as unknown as ExecutionContext;
  };

  it('opens to this machine', () => {
    expect(guard.canActivate(callFrom('127.0.0.1'))).toBe(true);
  });

  it('stays closed to others, whatever they claim', () => {
    const claims = { 'x-forwarded-for': '127.0.0.1', authorization: 'Bearer anything' };
    expect(() => guard.canActivate(callFrom('192.0.2.7', claims))).toThrow(MetricsLocalOnlyError);
  });
});

describe('isLoopback', () => {
  it.each(['127.0.0.1', '127.255.0.9', '::1', '::ffff:127.0.0.1'])('knows %s as this machine', (address) => {
    expect(isLoopback(address)).toBe(true);
  });

  it.each(['10.0.0.1', '::ffff:10.0.0.1', '192.0.2.1', 'fe80::1', '0.0.0.0', '', undefined])(
    'knows %s as another',
    (address) => {
      expect(isLoopback(address)).toBe(false);
    },
  );
});
