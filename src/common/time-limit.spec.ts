import { TIMED_OUT, withinTime } from './time-limit.js';

describe('withinTime', () => {
  it('hands on what the work returns', () => expect(withinTime(1000, () => 7)).toBe(7));

  it('hands on what the work throws', () => {
    const error = new RangeError('too deep');
    expect(() =>
      withinTime(1000, () => {
        throw error;
      }),
    ).toThrow(error);
  });

  it('breaks off a loop, and a regular expression', () => {
    const loop = () => {
      for (;;);
    };
    expect(withinTime(20, loop)).toBe(TIMED_OUT);
    expect(withinTime(20, () => /^(a+)+$/.test(`${'a'.repeat(60)}!`))).toBe(TIMED_OUT);
    expect(withinTime(1000, () => 7)).toBe(7);
  });
});
