import { Injectable } from '@nestjs/common';
import { ASSERTION_ALGORITHMS } from '../clients/client-jwk.js';
import { DPOP_ALGORITHMS } from '../dpop/dpop-algorithms.js';
import { PermissionCatalogue } from '../permission-catalogue/permission-catalogue.js';
import { Issuer } from '../tokens/issuer.js';
import type { AuthorizationServerMetadata } from './dto/authorization-server.response.js';
import type { ProtectedResourceMetadata } from './dto/protected-resource.response.js';
import { TokenEndpoint } from './token-endpoint.js';

const CLIENT_AUTHENTICATIONS = ['client_secret_basic', 'client_secret_post', 'private_key_jwt'];

/**
 * What OAuth clients read to configure themselves. All of it follows from the public URL, never from a Host header.
 *
 * The registry is one resource, and its own authorization server: both are named by the public URL.
 */
@Injectable()
export class OAuthMetadata {
  constructor(
    private readonly issuer: Issuer,
    private readonly catalogue: PermissionCatalogue,
    private readonly tokens: TokenEndpoint,
  ) {}

  /**
   * @param path that the well-known URL ends with, without its first slash.
   * @throws RouteNotFoundError when it is not that of the public URL.
   */
  authorizationServer(path?: string): AuthorizationServerMetadata {
    const url = this.issuer.urlAt(path);
    const algorithms = [...ASSERTION_ALGORITHMS];
    return {
      issuer: url,
      token_endpoint: `${url}/oauth/token`,
      introspection_endpoint: `${url}/oauth/introspect`,
      revocation_endpoint: `${url}/oauth/revoke`,
      jwks_uri: `${url}/.well-known/jwks.json`,
      scopes_supported: this.scopes(),
      response_types_supported: [],
      grant_types_supported: [...this.tokens.grantTypes],
      token_endpoint_auth_methods_supported: CLIENT_AUTHENTICATIONS,
      token_endpoint_auth_signing_alg_values_supported: algorithms,
      introspection_endpoint_auth_methods_supported: CLIENT_AUTHENTICATIONS,
      introspection_endpoint_auth_signing_alg_values_supported: algorithms,
      revocation_endpoint_auth_methods_supported: CLIENT_AUTHENTICATIONS,
      revocation_endpoint_auth_signing_alg_values_supported: algorithms,
      dpop_signing_alg_values_supported: [...DPOP_ALGORITHMS],
      protected_resources: [url],
      service_documentation: `${url}/docs`,
    };
  }

  /** As `authorizationServer`. */
  protectedResource(path?: string): ProtectedResourceMetadata {
    const url = this.issuer.urlAt(path);
    return {
      resource: url,
      authorization_servers: [url],
      scopes_supported: this.scopes(),
      bearer_methods_supported: ['header'],
      dpop_signing_alg_values_supported: [...DPOP_ALGORITHMS],
      dpop_bound_access_tokens_required: false,
      resource_name: 'GenAI Tool Registry',
      resource_documentation: `${url}/docs`,
    };
  }

  private scopes(): string[] {
    return this.catalogue.list().map((it) => it.permission);
  }
}
