import { refuseOldNode } from './preflight.js';

describe('the check of Node', () => {
  const exit = jest.spyOn(process, 'exit').mockImplementation((() => undefined) as () => never);
  const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);

  beforeEach(() => jest.clearAllMocks());
  afterAll(() => jest.restoreAllMocks());

  it.each(['20.19.0', '20.20.2', '22.0.0', '24.9.0'])('lets %s pass', (version) => {
    refuseOldNode(version);
    expect(exit).not.toHaveBeenCalled();
  });

  it.each(['20.18.3', '18.20.8', '16.0.0'])('refuses %s in one sentence', (version) => {
    refuseOldNode(version);
    expect(exit).toHaveBeenCalledWith(1);
    expect(write.mock.calls).toEqual([[`The GenAI Tool Registry needs Node 20.19 or later; this is ${version}.\n`]]);
  });
});
