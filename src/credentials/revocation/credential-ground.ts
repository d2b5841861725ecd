/**
 * What credentials have in common that are to end together. They must meet all members, of which there is at least one:
 *
 * - `credentialId`: this credential
 * - `holderId`: vended to this agent; `agentId`: also those by which it acts for another
 * - `toolId`: vended for this tool
 * - `versionId`: for this version of a tool alone
 * - `policyId`, `policyIds`: let by this policy, or by one of these
 * - `basis`: its proof rests on this
 */
export type CredentialGround =
  | { readonly credentialId: string }
  | { readonly agentId: string }
  | { readonly toolId: string; readonly holderId?: string; readonly credentialId?: string }
  | { readonly versionId: string }
  | { readonly policyId: string }
  | { readonly basis: string }
  | { readonly holderId: string; readonly toolId: string; readonly policyIds: readonly string[] };
