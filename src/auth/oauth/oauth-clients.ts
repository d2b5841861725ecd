import { Injectable } from '@nestjs/common';
import { currentRequest } from '../../common/http/request-context.js';
import { ClientLogins } from '../clients/client-logins.js';
import { LoginRecords } from '../login/login-records.js';
import { PermissionSet } from '../permissions.js';
import { type Grant, Principals } from '../principals.js';
import type { ClientForm } from './dto/client.form.js';
import { InvalidClientError } from './oauth.errors.js';
import { presentedClient } from './presented-client.js';

/** A client that has proved itself, its active agent, and what narrows it. */
export interface AuthenticatedClient extends Grant {
  /** Name of the auth method instance that let it in. */
  readonly method: string;
  /** What the agent may do by this client. */
  readonly permissions: PermissionSet;
}

/** Lets clients in at the OAuth endpoints. */
@Injectable()
export class OAuthClients {
  constructor(
    private readonly logins: ClientLogins,
    private readonly principals: Principals,
    private readonly records: LoginRecords,
  ) {}

  /**
   * @param authorization the header.
   * @throws InvalidClientError, the same whatever was wrong; InvalidRequestError. Refused proofs are audited.
   */
  async authenticate(form: ClientForm, authorization: string | undefined): Promise<AuthenticatedClient> {
    const login = await this.logins.authenticate(presentedClient(form, authorization));
    const grant = login && (await this.principals.grant(login.identity, login.method));
    if (!grant) {
      await this.records.refused(login ? 'not_an_agent' : 'not_proven', login?.method.name);
      throw new InvalidClientError(authorization === undefined ? undefined : 'Basic');
    }
    const request = currentRequest();
    if (request) request.agentId = grant.profile.id;
    const { profile, limits } = grant;
    const permissions = limits.permissions
      ? profile.permissions.intersect(new PermissionSet(limits.permissions))
      : profile.permissions;
    return { ...grant, method: login.method.name, permissions };
  }
}
