import { Injectable } from '@nestjs/common';
import { PreconditionFailedError } from '../../common/errors/common.errors.js';
import { CallerChanges } from '../agents/caller-changes.js';
import type { Principal } from '../principal.js';
import { ClientAccess } from './client-access.js';
import { ClientEnding } from './client-ending.js';
import { ClientSecrets } from './client-secrets.js';
import { WrongClientAuthenticationError } from './clients.errors.js';
import { OAuthClientSecretRotated } from './clients.events.js';
import { type OAuthClientView, toOAuthClientView } from './oauth-client-view.js';
import { OAuthClientsRepository } from './oauth-clients.repository.js';

/** Gives clients new secrets. */
@Injectable()
export class ClientSecretRotation {
  constructor(
    private readonly access: ClientAccess,
    private readonly clients: OAuthClientsRepository,
    private readonly secrets: ClientSecrets,
    private readonly changes: CallerChanges,
    private readonly ending: ClientEnding,
  ) {}

  /**
   * The only time that the new secret is shown. Takes what `ClientAccess.requireMayRemake` does.
   *
   * @param overlapSeconds for how long the secret so far goes on working; one from before that ends at once. 0: it may
   * have leaked, so the access tokens and clients that were got by it end with it.
   * @throws WrongClientAuthenticationError, and what `ClientAccess` throws.
   */
  rotateSecret(
    asked: Principal,
    agentId: string,
    id: string,
    overlapSeconds: number,
  ): Promise<OAuthClientView & { clientSecret: string }> {
    return this.changes.change(asked, agentId, async (caller, publish) => {
      const before = await this.access.toChange(caller, agentId, id);
      if (!before.secretHmac) throw new WrongClientAuthenticationError('This client has keys and no secret.');
      await this.access.requireMayRemake(caller, before);
      const { secret, ...columns } = this.secrets.succeed(before.secretHmac, overlapSeconds);
      const epoch = overlapSeconds === 0 ? await this.ending.endWhatItGot(before) : {};
      if (!(await this.clients.update(id, 'any', { ...columns, ...epoch }))) throw new PreconditionFailedError();
      const after = toOAuthClientView({ ...before, ...columns, revision: before.revision + 1 });
      await publish(new OAuthClientSecretRotated(toOAuthClientView(before), after));
      return { ...after, clientSecret: secret };
    });
  }
}
