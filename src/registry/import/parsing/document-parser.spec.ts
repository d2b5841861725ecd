import { Deadline } from './deadline.js';
import { DocumentParser } from './document-parser.js';

/** Takes longer the longer it is, by far: years. */
const ENDLESS = '? '.repeat(3_000);
const soon = () => new Deadline(1_000);
const later = () => new Deadline(30_000);

const parser = new DocumentParser();
afterAll(() => parser.onModuleDestroy());

describe('DocumentParser', () => {
  it('reads YAML, and says why it cannot', async () => {
    expect(await parser.yaml('a: [1, yes]', later())).toEqual({ a: [1, 'yes'] });
    await expect(parser.yaml('a: [', later())).rejects.toThrow('neither JSON nor YAML');
  });

  it('says what is wrong with a document', async () => {
    const fine = { openapi: '3.1.0', info: { title: 'x', version: '1' }, paths: { '/a': {} } };
    expect(await parser.openApiErrors(fine, later())).toEqual([]);
    expect(await parser.openApiErrors({ ...fine, info: {} }, later())).not.toEqual([]);
    expect(await parser.openApiErrors({ hello: 'world' }, later())).not.toEqual([]);
  });

  it('ends what takes too long, and parses the next', async () => {
    const ended = [1, 2, 3, 4, 5].map(() => expect(parser.yaml(ENDLESS, soon())).rejects.toThrow('in time'));
    const next = parser.yaml('a: 1', later());
    await Promise.all(ended);
    expect(await next).toEqual({ a: 1 });
  });

  it('keeps nobody else waiting', async () => {
    const ended = expect(parser.yaml(ENDLESS, soon())).rejects.toThrow('in time');
    const before = performance.now();
    await new Promise(setImmediate);
    expect(performance.now() - before).toBeLessThan(500);
    await ended;
  });

  it('parses nothing whose time was over before its turn came', async () => {
    await expect(parser.yaml('a: 1', new Deadline(0))).rejects.toThrow('in time');
  });
});
