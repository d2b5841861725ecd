import { PermissionSet, type Principal } from '../../../auth/index.js';

/** A caller as a row keeps it: everything but what is only good for the request that it sent. */
export type StoredCaller = Omit<Principal, 'permissions' | 'proofEndsAt' | 'credential'> & {
  readonly permissions: readonly string[];
};

export function toStored({ permissions, proofEndsAt: _, credential: _none, ...rest }: Principal): StoredCaller {
  return { ...rest, permissions: permissions.toArray() };
}

/** With no more rights than were held; what has become of them since is for `PresentCallers` to say. */
export function fromStored({ permissions, ...rest }: StoredCaller): Principal {
  return { ...rest, permissions: new PermissionSet(permissions) };
}
