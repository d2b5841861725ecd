import type { ApiClient, ApiReply } from './api-client.js';
import type { TestIssuer } from './issuer.js';

export const AUDIENCE = 'https://registry.example';

export interface OAuthMethod {
  readonly name: string;
  readonly settings?: object;
  readonly mapping?: object | null;
}

/** Configures an auth method of kind `oauth` for an issuer. */
export function configureIssuer(admin: ApiClient, { url: issuer }: TestIssuer, method: OAuthMethod): Promise<ApiReply> {
  const { name, settings, mapping = null } = method;
  const body = { name, kind: 'oauth', settings: { issuer, audiences: [AUDIENCE], ...settings }, mapping };
  return admin.post('/api/v1/auth-methods', body);
}

/** What may be reached although it is on this machine. */
export function reachable(...issuers: readonly TestIssuer[]): Record<string, string> {
  return { OUTBOUND_OPERATOR_EXCEPTIONS: issuers.map((it) => `127.0.0.1/32:${it.port}`).join(',') };
}

export function exchange(anybody: ApiClient, method: string, token: string): Promise<ApiReply> {
  return anybody.post('/api/v1/auth/token', { method, credentials: { token } });
}

export function whoAmI(anybody: ApiClient, token: string): Promise<ApiReply> {
  return anybody.as(token).get('/api/v1/auth/me');
}
