import { Injectable } from '@nestjs/common';
import { CursorCodec } from '../../common/http/cursor.codec.js';
import type { Page, PageQuery } from '../../common/http/page.js';
import type { Permission } from '../permissions.js';
import { RolesRepository } from './roles.repository.js';

const LIST = 'roles';

export interface RoleView {
  readonly name: string;
  readonly description: string;
  readonly permissions: readonly Permission[];
}

@Injectable()
export class RolesService {
  constructor(
    private readonly roles: RolesRepository,
    private readonly cursors: CursorCodec,
  ) {}

  /** Roles by name. */
  async listRoles(request: PageQuery): Promise<Page<RoleView>> {
    const { query, after } = this.cursors.open(LIST, request);
    const rows = await this.roles.findPage(query.limit, after?.[0] as string | undefined);
    return this.cursors.page(LIST, query, rows, {
      position: ({ name }) => [name],
      item: ({ name, description, permissions }) => ({ name, description, permissions }),
    });
  }
}
