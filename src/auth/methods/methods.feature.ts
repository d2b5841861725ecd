import type { Feature } from '../../common/feature.js';
import { AUTH_METHOD } from '../auth-method.js';
import { ApiKeyAuthMethod } from './api-key.auth-method.js';
import { ClientCredentialsAuthMethod } from './client-credentials.auth-method.js';
import { OAuthAuthMethod } from './oauth.auth-method.js';
import { PasswordAuthMethod } from './password.auth-method.js';

export const METHODS: Feature = {
  providers: [
    AUTH_METHOD.provide(ApiKeyAuthMethod),
    AUTH_METHOD.provide(ClientCredentialsAuthMethod),
    AUTH_METHOD.provide(OAuthAuthMethod),
    AUTH_METHOD.provide(PasswordAuthMethod),
  ],
};
