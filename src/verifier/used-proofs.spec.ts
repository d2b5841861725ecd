import { UsedProofs } from './used-proofs.js';

const at = (ms: number) => new Date(ms);

describe('used proofs', () => {
  it('are remembered as long as they could be presented again, then make room', () => {
    const proofs = new UsedProofs(2, 1000);
    expect(proofs.take('one', at(0))).toBe('taken');
    expect(proofs.take('two', at(500))).toBe('taken');
    expect(proofs.take('one', at(999))).toBe('used');
    expect(proofs.take('three', at(999))).toBe('full');
    expect(proofs.take('three', at(1000))).toBe('taken');
    expect(proofs.take('two', at(1000))).toBe('used');
  });

  it('are given back when they opened nothing', () => {
    const proofs = new UsedProofs(1, 1000);
    proofs.take('one', at(0));
    proofs.giveBack('one');
    expect(proofs.take('one', at(1))).toBe('taken');
  });
});
