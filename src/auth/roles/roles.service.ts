import { Injectable } from '@nestjs/common';
import { CursorCodec } from '../../common/http/cursor.codec.js';
import type { Page, PageQuery } from '../../common/http/page.js';
import { type RoleView, toRoleView } from './role-view.js';
import { RoleNotFoundError } from './roles.errors.js';
import { RolesRepository } from './roles.repository.js';

const LIST = 'roles';

/** The roles that agents can hold. */
@Injectable()
export class RolesService {
  constructor(
    private readonly roles: RolesRepository,
    private readonly cursors: CursorCodec,
  ) {}

  /** Built-in and custom roles, by name. */
  async listRoles(request: PageQuery): Promise<Page<RoleView>> {
    const { query, after } = this.cursors.open(LIST, request);
    const rows = await this.roles.findPage(query.limit, after?.[0] as string | undefined);
    return this.cursors.page(LIST, query, rows, { position: ({ name }) => [name], item: toRoleView });
  }

  /** Those of these names that no role has, each once. */
  async findUnknown(names: readonly string[]): Promise<string[]> {
    const known = (await this.roles.findByNames(names)).map(({ name }) => name);
    return [...new Set(names)].filter((it) => !known.includes(it));
  }

  /** @throws RoleNotFoundError */
  async getRole(name: string): Promise<RoleView> {
    const [role] = await this.roles.findByNames([name]);
    if (!role) throw new RoleNotFoundError();
    return toRoleView(role);
  }
}
