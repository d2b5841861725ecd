import type { LoggerService } from '@nestjs/common';
import type { Logger } from 'pino';

/** What Nest says of each module and route at every start: of use only to whoever asks for it. */
const INVENTORY: readonly unknown[] = ['InstanceLoader', 'RoutesResolver', 'RouterExplorer'];

type Method = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace';

/** Nest's logger, and thereby every `new Logger(context)`, writing to the one JSON log. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...details: unknown[]): void {
    this.write(INVENTORY.includes(details.at(-1)) ? 'debug' : 'info', message, details);
  }

  fatal(message: unknown, ...details: unknown[]): void {
    this.write('fatal', message, details);
  }

  error(message: unknown, ...details: unknown[]): void {
    this.write('error', message, details);
  }

  warn(message: unknown, ...details: unknown[]): void {
    this.write('warn', message, details);
  }

  debug(message: unknown, ...details: unknown[]): void {
    this.write('debug', message, details);
  }

  verbose(message: unknown, ...details: unknown[]): void {
    this.write('trace', message, details);
  }

  /** Nest passes the context last, and before it a stack or whatever the caller gave. */
  private write(method: Method, message: unknown, details: readonly unknown[]): void {
    const context = details.at(-1);
    const err = [message, ...details].find((it) => it instanceof Error);
    const stack = details.slice(0, -1).find((it) => typeof it === 'string');
    this.logger[method](
      { ...(typeof context === 'string' && { context }), ...(err && { err }), ...(stack !== undefined && { stack }) },
      String(message),
    );
  }
}
