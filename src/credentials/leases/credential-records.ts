import { Injectable } from '@nestjs/common';
import { ChecksPermission, type Principal } from '../../auth/index.js';
import { Clock } from '../../common/clock.js';
import { CursorCodec } from '../../common/http/cursor.codec.js';
import type { Page } from '../../common/http/page.js';
import { CredentialNotFoundError } from '../credentials.errors.js';
import { CredentialsRepository } from '../credentials.repository.js';
import type { CredentialQuery } from './dto/credential.query.js';
import { CredentialResponse } from './dto/credential.response.js';

const LIST = 'credentials';

/** Opens the credentials of others. */
export const OTHERS_CREDENTIALS = 'credential:manage';

/** Shows what is known of credentials: to an agent its own, to those who manage them all. Never a token. */
@Injectable()
@ChecksPermission(OTHERS_CREDENTIALS)
export class CredentialRecords {
  constructor(
    private readonly credentials: CredentialsRepository,
    private readonly cursors: CursorCodec,
    private readonly clock: Clock,
  ) {}

  /** The newest first. */
  async listCredentials(principal: Principal, given: CredentialQuery): Promise<Page<CredentialResponse>> {
    const { query, after } = this.cursors.open(LIST, given);
    const now = this.clock.now();
    const holderId = principal.permissions.allows(OTHERS_CREDENTIALS) ? undefined : principal.agentId;
    const rows = await this.credentials.list(
      { ...query, ...(holderId !== undefined && { holderId }) },
      now,
      query.limit,
      after?.[0] as string | undefined,
    );
    return this.cursors.page(LIST, query, rows, {
      position: ({ id }) => [id],
      item: (it) => CredentialResponse.of(it, now),
    });
  }

  /** @throws CredentialNotFoundError where there is none, and where it is another's. */
  async getCredential({ agentId, permissions }: Principal, id: string): Promise<CredentialResponse> {
    const credential = await this.credentials.findById(id);
    const visible = credential && (credential.agentId === agentId || permissions.allows(OTHERS_CREDENTIALS));
    if (!visible) throw new CredentialNotFoundError();
    return CredentialResponse.of(credential, this.clock.now());
  }
}
