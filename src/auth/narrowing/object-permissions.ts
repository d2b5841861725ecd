import { Injectable } from '@nestjs/common';
import type { Permission } from '../permissions.js';
import type { Principal } from '../principal.js';
import { TagSources } from './tag-sources.js';

/** Says who holds a permission for one object, by its id or by its tags. */
@Injectable()
export class ObjectPermissions {
  constructor(private readonly sources: TagSources) {}

  /**
   * Looks at the object only where the answer depends on its tags.
   *
   * @param kind of tag source; without one, only the id counts.
   */
  async holds(
    { permissions }: Pick<Principal, 'permissions'>,
    permission: Permission,
    id: string,
    kind?: string,
  ): Promise<boolean> {
    if (permissions.allows(permission, id)) return true;
    if (kind === undefined || !permissions.allowsSome(permission)) return false;
    const tags = await this.sources.find(kind)?.tagsOf(id);
    return tags !== undefined && permissions.allows(permission, { id, tags });
  }

  /** @throws the not-found error of the kind where the caller may not know that there is such an object. */
  async requireKnown(principal: Principal, id: string, kind: string): Promise<void> {
    await this.sources.find(kind)?.requireKnown(principal, id);
  }
}
