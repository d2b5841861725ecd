import type { VerifierOptions } from '../verifier-options.js';

/** @internal */
export const CREDENTIAL_MODULE_OPTIONS = Symbol('CredentialModuleOptions');

export interface CredentialModuleOptions extends VerifierOptions {
  /** How callers know this service, such as `https://stock.example.com`: DPoP proofs are made for URLs under it. */
  readonly publicUrl: string;
}
