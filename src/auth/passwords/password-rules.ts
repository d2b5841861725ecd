import { canonicalName } from '../../common/canonical-name.js';
import { WeakPasswordError } from './passwords.errors.js';

/** Shorter names stand in good passwords by chance. */
const SHORTEST_NAME = 4;

/**
 * The length is the request's business; a password that holds the agent's name is among the first to be guessed.
 *
 * @throws WeakPasswordError
 */
export function requireGoodPassword(password: string, agentName: string, pointer: string): void {
  const name = canonicalName(agentName);
  if (name.length >= SHORTEST_NAME && canonicalName(password).includes(name)) throw new WeakPasswordError(pointer);
}
