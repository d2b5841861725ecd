import { Writable } from 'node:stream';
import { createLogger } from './create-logger.js';
import { NestLogger } from './nest-logger.js';

class Lines extends Writable {
  readonly written: string[] = [];

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.written.push(chunk.toString());
    done();
  }

  last(): Record<string, unknown> {
    return JSON.parse(this.written.at(-1) ?? '') as Record<string, unknown>;
  }
}

describe('the log', () => {
  const lines = new Lines();
  const logger = createLogger('info', lines);

  it.each([
    { password: 'hunter2' },
    { headers: { authorization: 'Bearer hunter2' } },
    { request: { headers: { cookie: 'hunter2' } } },
    { body: { credentials: { secret: 'hunter2' } } },
    { accessToken: 'hunter2', token: 'hunter2' },
  ])('censors %j', (content) => {
    logger.info(content, 'message');
    expect(lines.written.at(-1)).not.toContain('hunter2');
    expect(lines.written.at(-1)).toContain('[redacted]');
  });

  it('says of an error what helps, not the rows and parameters a driver adds', () => {
    const cause = Object.assign(new Error('at https://host/path?key=hunter2'), {
      parameters: ['hunter2'],
      detail: 'hunter2',
    });
    logger.error({ err: new Error('outer', { cause }) }, 'message');
    expect(lines.written.at(-1)).not.toContain('hunter2');
    expect(lines.last()).toMatchObject({
      level: 'error',
      err: { message: 'outer', cause: { message: 'at https://host/path?[redacted]' } },
    });
  });

  it("carries Nest's own lines with their context and error", () => {
    const nest = new NestLogger(logger);
    nest.log('started', 'NestFactory');
    expect(lines.last()).toMatchObject({ level: 'info', msg: 'started', context: 'NestFactory' });
    nest.error('failed', new TypeError('why'), 'ProblemFilter');
    expect(lines.last()).toMatchObject({
      level: 'error',
      msg: 'failed',
      context: 'ProblemFilter',
      err: { type: 'TypeError', message: 'why' },
    });
    nest.error('failed', 'Error: at line 1', 'ExceptionHandler');
    expect(lines.last()).toMatchObject({ stack: 'Error: at line 1' });
  });

  it('keeps below its level silent', () => {
    const before = lines.written.length;
    new NestLogger(logger).debug('detail', 'x');
    new NestLogger(logger).log('Mapped {/health/live, GET} route', 'RouterExplorer');
    expect(lines.written).toHaveLength(before);
  });
});
