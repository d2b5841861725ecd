/** Injects the `CredentialVerifier` that the guard asks. */
export const CREDENTIAL_VERIFIER = Symbol('CredentialVerifier');
