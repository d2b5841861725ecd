import { isLoopback } from './metrics.guard.js';

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
