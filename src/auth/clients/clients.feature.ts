import type { Feature } from '../feature.js';
import { ClientAssertions } from './client-assertions.js';
import { ClientAuthenticator } from './client-authenticator.js';
import { ClientLogins } from './client-logins.js';
import { ClientSecrets } from './client-secrets.js';
import { OauthClient } from './oauth-client.entity.js';
import { OauthClientsRepository } from './oauth-clients.repository.js';
import { UsableClients } from './usable-clients.js';

export const CLIENTS: Feature = {
  entities: [OauthClient],
  providers: [
    ClientAssertions,
    ClientAuthenticator,
    ClientLogins,
    ClientSecrets,
    OauthClientsRepository,
    UsableClients,
  ],
};
