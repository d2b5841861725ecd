import { Injectable } from '@nestjs/common';
import type { VouchedIdentity } from '../auth-method.js';
import { ExternalIdentitiesRepository } from '../identities/external-identities.repository.js';

/** Tells which agents stand for the subjects of other issuers. */
@Injectable()
export class ExternalSubjects {
  constructor(private readonly identities: ExternalIdentitiesRepository) {}

  /**
   * The agent that stands for a subject; undefined when there is none.
   *
   * @param method name of the auth method instance that proved the identity.
   */
  findAgentId({ issuer, subject }: VouchedIdentity, _method: string): Promise<string | undefined> {
    return this.identities.findAgentId(issuer, subject);
  }
}
