import { isAddressRange, isInRanges, isWithinRanges } from './address-ranges.js';

describe('isInRanges', () => {
  it.each([
    ['10.1.2.3', ['10.0.0.0/8'], true],
    ['11.1.2.3', ['10.0.0.0/8'], false],
    ['11.1.2.3', ['10.0.0.0/8', '11.1.2.3'], true],
    ['::ffff:10.1.2.3', ['10.0.0.0/8'], true],
    ['2001:db8::1', ['2001:db8::/32'], true],
    ['2001:db8::1', ['10.0.0.0/8'], false],
    ['10.1.2.3', ['::/0'], false],
    ['10.1.2.3', [], false],
    ['no address', ['0.0.0.0/0'], false],
  ])('%s in %j: %s', (address, ranges, expected) => {
    expect(isInRanges(address, ranges)).toBe(expected);
  });
});

describe('isWithinRanges', () => {
  it.each([
    [['10.1.0.0/16'], ['10.0.0.0/8'], true],
    [['10.0.0.0/8'], ['10.0.0.0/8'], true],
    [['10.0.0.0/7'], ['10.0.0.0/8'], false],
    [['0.0.0.0/0'], ['10.0.0.0/8'], false],
    [['10.1.2.3', '11.1.2.3'], ['10.0.0.0/8', '11.1.2.3/32'], true],
    [['10.1.2.3', '12.1.2.3'], ['10.0.0.0/8', '11.1.2.3/32'], false],
    [['2001:db8:1::/48'], ['2001:db8::/32'], true],
    [['10.1.2.3'], ['::/0'], false],
    [['::ffff:10.1.2.3'], ['10.0.0.0/8'], false],
    [[], ['10.0.0.0/8'], true],
    [['10.1.2.3'], [], false],
  ])('%j in %j: %s', (ranges, wider, expected) => {
    expect(isWithinRanges(ranges, wider)).toBe(expected);
  });
});

describe('isAddressRange', () => {
  it.each([
    ['10.1.2.3', true],
    ['10.0.0.0/8', true],
    ['0.0.0.0/0', true],
    ['2001:db8::/32', true],
    ['::/0', true],
    ['10.0.0.0/33', false],
    ['2001:db8::/129', false],
    ['10.0.0.0/', false],
    ['10.0.0.0/08', false],
    ['2001:db8::/032', false],
    ['10.0.0.0/-1', false],
    ['10', false],
    ['010.0.0.1', false],
    ['0x0a.0.0.1', false],
    ['::ffff:10.0.0.0/104', false],
    ['fe80::1%eth0', false],
    ['example.com', false],
    [' 10.0.0.1', false],
    ['', false],
  ])('%j: %s', (text, expected) => {
    expect(isAddressRange(text)).toBe(expected);
  });
});
