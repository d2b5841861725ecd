import { PermissionSet, type Principal } from '../../../auth/index.js';

/** A caller as a row keeps it: as JSON, without the end of its proof, which held when it asked. */
export type StoredCaller = Omit<Principal, 'permissions' | 'proofEndsAt'> & {
  readonly permissions: readonly string[];
};

export function toStored(caller: Principal): StoredCaller {
  const { agentId, agentName, agentType, roles, method, basis, epochs } = caller;
  const { tokenId, addresses, provenKey, clientId, actors } = caller;
  return {
    ...{ agentId, agentName, agentType, roles, method, basis, epochs },
    ...(tokenId !== undefined && { tokenId }),
    ...(addresses !== undefined && { addresses }),
    ...(provenKey !== undefined && { provenKey }),
    ...(clientId !== undefined && { clientId }),
    ...(actors !== undefined && { actors }),
    permissions: caller.permissions.toArray(),
  };
}

/** With no more rights than were held; what has become of them since is for `PresentCallers` to say. */
export function fromStored({ permissions, ...rest }: StoredCaller): Principal {
  return { ...rest, permissions: new PermissionSet(permissions) };
}
