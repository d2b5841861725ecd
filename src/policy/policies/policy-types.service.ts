import { Injectable } from '@nestjs/common';
import { settingsSchema } from '../../common/extensions/settings-schema.js';
import { CursorCodec } from '../../common/http/cursor.codec.js';
import type { Page, PageQuery } from '../../common/http/page.js';
import { PolicyTypes } from '../policy-types.js';
import type { PolicyTypeResponse } from './dto/policy-type.response.js';
import { PoliciesRepository } from './policies.repository.js';

/** Tells which policy kinds there are, and how to set them. */
@Injectable()
export class PolicyTypesService {
  constructor(
    private readonly types: PolicyTypes,
    private readonly policies: PoliciesRepository,
    private readonly cursors: CursorCodec,
  ) {}

  /** Kinds that are installed or have policies, by name. */
  async listPolicyTypes(given: PageQuery): Promise<Page<PolicyTypeResponse>> {
    const { query, after } = this.cursors.open('policy-types', given);
    const installed = this.types.list().map((it) => it.kind);
    const kinds = [...new Set([...installed, ...(await this.policies.findKinds())])].sort();
    const rest = kinds.filter((it) => after === undefined || it > String(after[0]));
    return this.cursors.page('policy-types', query, rest, {
      position: (kind) => [kind],
      item: (kind) => this.toResponse(kind),
    });
  }

  private toResponse(kind: string): PolicyTypeResponse {
    const type = this.types.find(kind);
    if (!type) {
      return { kind, installed: false, description: null, dependsOn: null, defaultEffect: null, settingsSchema: null };
    }
    const { description, dependsOn, defaultEffect, settingsDto } = type;
    return {
      kind,
      installed: true,
      description,
      dependsOn,
      defaultEffect,
      settingsSchema: settingsSchema(settingsDto),
    };
  }
}
