import type { Feature } from '../../common/feature.js';
import { ClientAccess } from './client-access.js';
import { ClientAdministration } from './client-administration.js';
import { ClientAssertions } from './client-assertions.js';
import { ClientAuthenticator } from './client-authenticator.js';
import { ClientEnding } from './client-ending.js';
import { ClientListing } from './client-listing.js';
import { ClientLogins } from './client-logins.js';
import { ClientSecretRotation } from './client-secret-rotation.js';
import { ClientSecrets } from './client-secrets.js';
import { ClientsController } from './clients.controller.js';
import { ClientsService } from './clients.service.js';
import { OAuthClient } from './oauth-client.entity.js';
import { OAuthClientsRepository } from './oauth-clients.repository.js';
import { UsableClients } from './usable-clients.js';

export const CLIENTS: Feature = {
  entities: [OAuthClient],
  controllers: [ClientsController],
  providers: [
    ClientAccess,
    ClientAdministration,
    ClientAssertions,
    ClientAuthenticator,
    ClientEnding,
    ClientListing,
    ClientLogins,
    ClientSecretRotation,
    ClientSecrets,
    ClientsService,
    OAuthClientsRepository,
    UsableClients,
  ],
};
