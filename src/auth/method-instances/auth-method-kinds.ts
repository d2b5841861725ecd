import { Injectable } from '@nestjs/common';
import { settingsSchema } from '../../common/extensions/settings-schema.js';
import { CursorCodec } from '../../common/http/cursor.codec.js';
import type { Page, PageQuery } from '../../common/http/page.js';
import { AuthMethods } from '../auth-methods.js';
import { AuthMethodFactory } from './auth-method-factory.js';
import type { AuthMethodKindView, AuthMethodView } from './auth-method-view.js';
import { AuthMethodInstancesRepository } from './auth-method-instances.repository.js';

const LIST = 'auth-methods';

/** Tells which kinds of auth methods there are, how to set them and what is set. */
@Injectable()
export class AuthMethodKinds {
  constructor(
    private readonly kinds: AuthMethods,
    private readonly instances: AuthMethodInstancesRepository,
    private readonly factory: AuthMethodFactory,
    private readonly cursors: CursorCodec,
  ) {}

  /** Kinds that are installed or have instances, by name. */
  async listAuthMethods(request: PageQuery): Promise<Page<AuthMethodKindView>> {
    const { query, after } = this.cursors.open(LIST, request);
    const instances = (await this.instances.all()).map((it) => this.factory.view(it));
    const installed = this.kinds.list().map((it) => it.kind);
    const kinds = [...new Set([...installed, ...instances.map((it) => it.kind)])].sort();
    const rest = kinds.filter((it) => after === undefined || it > String(after[0]));
    return this.cursors.page(LIST, query, rest, {
      position: (kind) => [kind],
      item: (kind) => this.describe(kind, instances),
    });
  }

  private describe(kind: string, all: readonly AuthMethodView[]): AuthMethodKindView {
    const instances = all.filter((it) => it.kind === kind);
    const method = this.kinds.find(kind);
    return {
      kind,
      installed: method !== undefined,
      description: method?.description ?? null,
      bearer: method?.validateToken !== undefined,
      settingsSchema: method ? settingsSchema(method.settingsDto) : null,
      credentialsSchema: method ? settingsSchema(method.credentialsDto) : null,
      instances,
    };
  }
}
