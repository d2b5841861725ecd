import { parseArgs } from 'node:util';
import { SigningKeyRotation } from '../auth/index.js';
import { createRegistry } from '../bootstrap.js';
import { StartError } from '../common/errors/start-error.js';
import { processVariables } from '../config/process-variables.js';
import { runCommand } from './run-command.js';

await runCommand(async () => {
  const { compromised } = options();
  const app = await createRegistry({ variables: { ...processVariables(), LOG_LEVEL: 'error' } });
  try {
    await app.init();
    const rotation = app.get(SigningKeyRotation);
    const done = await (compromised ? rotation.rotateCompromised() : rotation.rotate());
    if (!done.changed) throw new StartError(tooEarly(done.possibleAt));
    const ended = compromised ? ' Every access token signed before has ended.' : '';
    return `${done.event.current} signs access tokens now, ${done.event.next} will be next.${ended}`;
  } finally {
    await app.close();
  }
});

function options(): { compromised: boolean } {
  try {
    return parseArgs({ options: { compromised: { type: 'boolean', default: false } } }).values;
  } catch {
    throw new StartError('Usage: npm run keys:rotate [-- --compromised]');
  }
}

function tooEarly(possibleAt: Date): string {
  return `The next key has just been published, and others may not know it before ${possibleAt.toISOString()}. Rotate then, or at once with --compromised, which ends every access token.`;
}
