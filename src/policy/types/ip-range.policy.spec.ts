import { requestAbout, toolOf } from '../../../test/support/policies.js';
import type { ValidationFailedError } from '../../common/errors/common.errors.js';
import { parseSettings } from '../../common/extensions/settings.js';
import { IpRangePolicy } from './ip-range.policy.js';

const policy = new IpRangePolicy();
const ask = (cidrs: string[], address?: string) =>
  policy.evaluate({ cidrs }, requestAbout(toolOf('tool-1'), address === undefined ? {} : { address }));

describe('ip_range', () => {
  it.each<[string, string[], string | undefined]>([
    ['10.20.0.1', ['10.20.0.0/16'], '10.20.0.0/16'],
    ['10.20.255.255', ['10.20.0.0/16'], '10.20.0.0/16'],
    ['10.21.0.0', ['10.20.0.0/16'], undefined],
    ['10.21.0.0', ['10.20.0.0/16', '10.21.0.0'], '10.21.0.0'],
    ['::ffff:10.20.0.1', ['10.20.0.0/16'], '10.20.0.0/16'],
    ['::ffff:a14:1', ['10.20.0.0/16'], '10.20.0.0/16'],
    ['::ffff:10.20.0.1', ['::/0'], undefined],
    ['2001:db8::1', ['10.0.0.0/8', '2001:db8::/32'], '2001:db8::/32'],
    ['2001:db9::1', ['2001:db8::/32'], undefined],
    ['64:ff9b::a14:1', ['10.20.0.0/16'], undefined],
    ['203.0.113.7', ['0.0.0.0/0'], '0.0.0.0/0'],
  ])('%s in %j: %s', (address, cidrs, range) => {
    const { outcome, reasons } = ask(cidrs, address);
    expect(outcome).toBe(range === undefined ? 'no_match' : 'match');
    expect(reasons[0]?.detail).toBe(
      range === undefined ? `${address} is in none of the ranges.` : `${address} is in ${range}.`,
    );
  });

  it('cannot tell without an address', () => {
    expect(ask(['0.0.0.0/0'])).toMatchObject({ outcome: 'indeterminate', reasons: [{ code: 'ADDRESS_UNKNOWN' }] });
  });

  it.each(['not an address', 'fe80::1%eth0', '10.20.0.1:4711', '"10.20.0.1"', ''])(
    'cannot tell where %j is',
    (address) => {
      const { outcome, reasons } = ask(['0.0.0.0/0', '::/0'], address);
      expect({ outcome, code: reasons[0]?.code }).toEqual({ outcome: 'indeterminate', code: 'ADDRESS_UNREADABLE' });
    },
  );

  it.each<[object]>([
    [{}],
    [{ cidrs: [] }],
    [{ cidrs: '10.0.0.0/8' }],
    [{ cidrs: [null] }],
    [{ cidrs: ['10.0.0.0/33'] }],
    [{ cidrs: ['010.0.0.1'] }],
    [{ cidrs: ['10.0.0.1/8'] }],
    [{ cidrs: ['2001:db8::1/32'] }],
    [{ cidrs: ['::ffff:10.0.0.0/104'] }],
    [{ cidrs: ['fe80::1%eth0'] }],
    [{ cidrs: Array(101).fill('10.0.0.1') }],
  ])('refuses the settings %j', async (settings) => {
    const refusal = await parseSettings(policy, settings).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'VALIDATION_FAILED' });
    const { errors } = (refusal as ValidationFailedError).details;
    expect(errors?.every(({ pointer }) => pointer === '/settings/cidrs')).toBe(true);
  });

  it('says which entry is wrong, and takes hosts and networks', async () => {
    const cidrs = ['10.0.0.0/8', '10.0.0.1', '10.0.0.1/32', '2001:db8::/32', '::1', '0.0.0.0/0'];
    await expect(parseSettings(policy, { cidrs })).resolves.toEqual({ cidrs });
    const refusal = parseSettings(policy, { cidrs: [...cidrs, '10.0.0.1/8'] });
    await expect(refusal).rejects.toMatchObject({
      details: { errors: [{ detail: expect.stringContaining('entry 6 names an address within its network') }] },
    });
  });
});
