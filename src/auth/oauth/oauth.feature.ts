import type { Feature } from '../../common/feature.js';
import { ClientCredentialsGrant } from './client-credentials.grant.js';
import { ExchangeParties } from './exchange/exchange-parties.js';
import { TokenExchangeGrant } from './exchange/token-exchange.grant.js';
import { Introspection } from './introspection.js';
import { OAuthCallers } from './oauth-callers.js';
import { OAuthClients } from './oauth-clients.js';
import { OAuthController } from './oauth.controller.js';
import { OAuthErrorShape } from './oauth-error-shape.js';
import { OAuthMetadata } from './oauth-metadata.js';
import { OAuthRecords } from './oauth-records.js';
import { OwnTokens } from './own-tokens.js';
import { Scopes } from './scopes.js';
import { Targets } from './targets.js';
import { TokenEndpoint } from './token-endpoint.js';
import { TokenIssuer } from './token-issuer.js';
import { TokenRevocation } from './token-revocation.js';
import { TokenSources } from './token-sources.js';
import { WellKnownController } from './well-known.controller.js';

export const OAUTH: Feature = {
  controllers: [OAuthController, WellKnownController],
  providers: [
    ClientCredentialsGrant,
    ExchangeParties,
    Introspection,
    OAuthCallers,
    OAuthClients,
    OAuthErrorShape,
    OAuthMetadata,
    OAuthRecords,
    OwnTokens,
    Scopes,
    Targets,
    TokenEndpoint,
    TokenExchangeGrant,
    TokenIssuer,
    TokenRevocation,
    TokenSources,
  ],
};
