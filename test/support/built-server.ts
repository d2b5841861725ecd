import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';

type Variables = Readonly<Record<string, string>>;

/** The server as it is shipped: compiled, in a process of its own. */
export class BuiltServer {
  #stdout = '';
  #stderr = '';
  readonly #ended: Promise<number | string>;

  private constructor(private readonly child: ChildProcess) {
    child.stdout?.on('data', (chunk: Buffer) => (this.#stdout += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (this.#stderr += chunk.toString()));
    this.#ended = once(child, 'close').then(([code, signal]: (number | string | null)[]) => code ?? signal ?? '');
  }

  /** Compiles what has changed; slow the first time. */
  static build(): void {
    execFileSync(process.execPath, ['scripts/build-when-changed.mjs'], { stdio: 'pipe' });
  }

  /** Starts it with these settings and no other; `dist/src/main.js` unless another program is given. */
  static start(variables: Variables, program: readonly string[] = ['dist/src/main.js']): BuiltServer {
    return new BuiltServer(spawn(process.execPath, [...program], { env: { PATH: process.env['PATH'], ...variables } }));
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  get stdout(): string {
    return this.#stdout;
  }

  get stderr(): string {
    return this.#stderr;
  }

  /** Resolves with its address once the banner is out. */
  async listening(): Promise<string> {
    const ended = this.#ended.then((code) => {
      throw new Error(`The server ended with ${code} before it listened: ${this.#stderr}`);
    });
    ended.catch(() => undefined);
    for (;;) {
      const [, url] = /^ {2}API +(\S+)\/api\/v1$/m.exec(this.#stdout) ?? [];
      if (url) return url;
      await Promise.race([ended, delay(20)]);
    }
  }

  /** The exit code, or the name of the signal that ended it. */
  ended(): Promise<number | string> {
    return this.#ended;
  }

  kill(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  async stop(): Promise<number | string> {
    this.kill('SIGTERM');
    return this.ended();
  }
}
