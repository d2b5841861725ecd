import { StartError } from './common/errors/start-error.js';
import { EnvironmentError } from './config/environment-error.js';

/** What to tell whoever starts the registry: a sentence where the cause is theirs, the stack where it is ours. */
export function describeStartFailure(error: unknown): string {
  if (error instanceof EnvironmentError || error instanceof StartError) return error.message;
  if (!(error instanceof Error)) return String(error);
  const { code, address, port } = error as NodeJS.ErrnoException & { address?: string; port?: number };
  if (code === 'EADDRINUSE')
    return `Port ${port} of ${address} is taken: stop the program that listens there, or set PORT.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return 'HOST is not an address of this machine.';
  if (code === 'EACCES' && port) return `This user may not open port ${port}: set PORT.`;
  return error.stack ?? error.message;
}
