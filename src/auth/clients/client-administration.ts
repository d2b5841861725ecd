import { Injectable } from '@nestjs/common';
import { PreconditionFailedError } from '../../common/errors/common.errors.js';
import type { ExpectedRevision } from '../../common/http/if-match.decorator.js';
import { CallerChanges } from '../agents/caller-changes.js';
import type { Principal } from '../principal.js';
import { ClientAccess } from './client-access.js';
import { ClientEnding } from './client-ending.js';
import { keySetOf } from './client-key-set.js';
import { WrongClientAuthenticationError } from './clients.errors.js';
import { OAuthClientRevoked, OAuthClientUpdated } from './clients.events.js';
import { losesSomething } from './loses-something.js';
import type { OAuthClientPatch } from './oauth-client-inputs.js';
import { type OAuthClientView, toOAuthClientView } from './oauth-client-view.js';
import type { OAuthClient } from './oauth-client.entity.js';
import { OAuthClientsRepository } from './oauth-clients.repository.js';

/**
 * Changes of OAuth clients, in force at once, on every instance.
 *
 * All methods throw what `ClientAccess` throws, and PreconditionFailedError.
 */
@Injectable()
export class ClientAdministration {
  constructor(
    private readonly access: ClientAccess,
    private readonly clients: OAuthClientsRepository,
    private readonly changes: CallerChanges,
    private readonly ending: ClientEnding,
  ) {}

  /**
   * More than another name takes what `ClientAccess.requireMayRemake` does. Access tokens and clients that were got by it
   * end when it loses a permission, an address or a key.
   *
   * @throws WrongClientAuthenticationError, InvalidClientKeysError
   */
  updateClient(
    asked: Principal,
    agentId: string,
    id: string,
    patch: OAuthClientPatch,
    expected: ExpectedRevision,
  ): Promise<OAuthClientView> {
    return this.changes.change(asked, agentId, async (caller, publish) => {
      const before = await this.access.toChange(caller, agentId, id);
      const columns = columnsOf(before, patch);
      const wanted = { ...before, ...columns };
      if (Object.keys(columns).some((it) => it !== 'name')) await this.access.requireMayRemake(caller, wanted);
      const epoch = losesSomething(before, wanted) ? await this.ending.endWhatItGot(before) : {};
      if (!(await this.clients.update(id, expected, { ...columns, ...epoch }))) throw new PreconditionFailedError();
      const after = toOAuthClientView({ ...wanted, revision: before.revision + 1 });
      await publish(new OAuthClientUpdated(toOAuthClientView(before), after));
      return after;
    });
  }

  /** Ends whatever was got by it. Does nothing to a client that is revoked already. */
  revokeClient(asked: Principal, agentId: string, id: string, expected: ExpectedRevision): Promise<void> {
    return this.changes.change(asked, agentId, async (caller, publish) => {
      const client = await this.access.toEnd(caller, agentId, id);
      if (client.revokedAt) return;
      if (!(await this.ending.end(client, expected))) throw new PreconditionFailedError();
      await publish(new OAuthClientRevoked(toOAuthClientView(client)));
    });
  }
}

function columnsOf({ authentication }: OAuthClient, patch: OAuthClientPatch): Partial<OAuthClient> {
  const { name, jwks, permissions, allowedAddresses } = patch;
  if (jwks && authentication !== 'private_key_jwt') {
    throw new WrongClientAuthenticationError('Clients that have a secret have no keys.', '/jwks');
  }
  return {
    ...(name !== undefined && { name }),
    ...(jwks && { jwks: keySetOf(jwks) }),
    ...(permissions !== undefined && { permissions: permissions && [...new Set(permissions)] }),
    ...(allowedAddresses !== undefined && { allowedAddresses: allowedAddresses && [...new Set(allowedAddresses)] }),
  };
}
