/** For the services of tools: verifies the credentials that the registry vends. Needs Node and `jose`, nothing else. */
export { createVerifier } from './create-verifier.js';
export type { CredentialVerifier } from './credential-verifier.js';
export { refusalReply, type RefusalReply } from './refusal-reply.js';
export type {
  Actor,
  PresentedRequest,
  RefusalReason,
  RefusedVerification,
  Verification,
  VerifiedCredential,
} from './verification.js';
export type { VerifierOptions } from './verifier-options.js';
