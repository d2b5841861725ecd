import { ValidationFailedError } from '../../common/errors/common.errors.js';
import type { CredentialGround } from './credential-ground.js';
import type { RevokeCredentialsRequest } from './dto/revoke-credentials.request.js';

/** What a caller wants revoked: something of which it has the id or a text, or all on one ground. */
export type RevocationTarget =
  | { readonly id: string }
  | { readonly tree: string }
  | { readonly accessor: string }
  | { readonly token: string }
  | CredentialGround;

/** @throws ValidationFailedError unless exactly one is named. */
export function targetOf(request: RevokeCredentialsRequest): RevocationTarget {
  const given = Object.entries(request).filter(([name, value]) => name !== 'reason' && value !== undefined);
  const [named, other] = given;
  if (!named || other) {
    const detail = 'Name exactly one of id, accessor, token, prefix, agentId, toolId, policyId and tree';
    throw new ValidationFailedError([{ pointer: other ? `/${other[0]}` : '', code: 'EXACTLY_ONE', detail }]);
  }
  return request.prefix === undefined ? (Object.fromEntries([named]) as RevocationTarget) : groundOf(request.prefix);
}

/** Of `tools/<toolId>[/agents/<agentId>[/<credentialId>]]`. */
function groundOf(prefix: string): CredentialGround {
  const [, toolId = '', , holderId, credentialId] = prefix.split('/');
  return { toolId, ...(holderId !== undefined && { holderId }), ...(credentialId !== undefined && { credentialId }) };
}
