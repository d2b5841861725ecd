import { CredentialVerifier } from './credential-verifier.js';
import type { VerifierOptions } from './verifier-options.js';

/**
 * Makes a verifier for a tool. Make one for the life of the process: it keeps the registry's keys and the proofs it saw.
 *
 * @throws TypeError when the options cannot work together.
 */
export function createVerifier(options: VerifierOptions): CredentialVerifier {
  const registryUrl = options.registryUrl.replace(/\/+$/, '');
  if (!/^https?:/.test(registryUrl) || !URL.canParse(registryUrl)) throw new TypeError('registryUrl is no HTTP URL.');
  if (options.toolId === '') throw new TypeError('toolId is empty.');
  if ('accessToken' in options && !options.accessToken)
    throw new TypeError('accessToken is empty. Leave it out to accept JWT credentials alone.');
  if (options.online && options.accessToken === undefined) throw new TypeError('online needs an accessToken.');
  return new CredentialVerifier({ ...options, registryUrl });
}
