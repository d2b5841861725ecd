import { Injectable } from '@nestjs/common';
import { CursorCodec } from '../../common/http/cursor.codec.js';
import type { Page, PageQuery } from '../../common/http/page.js';
import type { CheckedPermission } from './checks-permission.decorator.js';
import { PermissionCatalogue } from './permission-catalogue.js';

const LIST = 'permissions';

@Injectable()
export class PermissionListing {
  constructor(
    private readonly catalogue: PermissionCatalogue,
    private readonly cursors: CursorCodec,
  ) {}

  /** Permissions that can be granted, by name. */
  listPermissions(request: PageQuery): Page<CheckedPermission> {
    const { query, after } = this.cursors.open(LIST, request);
    const rest = this.catalogue.list().filter((it) => after === undefined || it.permission > String(after[0]));
    return this.cursors.page(LIST, query, rest, { position: (it) => [it.permission], item: (it) => it });
  }
}
