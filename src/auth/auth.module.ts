import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AGENTS } from './agents/agents.feature.js';
import { PresentCallers } from './agents/present-callers.js';
import { AgentsService } from './agents/agents.service.js';
import { API_KEYS } from './api-keys/api-keys.feature.js';
import { AuthMethods } from './auth-methods.js';
import { AuthService } from './auth.service.js';
import { CLIENTS } from './clients/clients.feature.js';
import { AdministratorReset } from './first-start/administrator-reset.js';
import { FirstAdministrator } from './first-start/first-administrator.js';
import { DPOP } from './dpop/dpop.feature.js';
import { FIRST_START } from './first-start/first-start.feature.js';
import { EXTERNAL } from './external/external.feature.js';
import { AccessGuard } from './guard/access.guard.js';
import { GUARD } from './guard/guard.feature.js';
import { IDENTITIES } from './identities/identities.feature.js';
import { LOGIN } from './login/login.feature.js';
import { AuthMethodsService } from './method-instances/auth-methods.service.js';
import { MAPPING } from './mapping/mapping.feature.js';
import { METHOD_INSTANCES } from './method-instances/method-instances.feature.js';
import { METHODS } from './methods/methods.feature.js';
import { NARROWING } from './narrowing/narrowing.feature.js';
import { ObjectPermissions } from './narrowing/object-permissions.js';
import { OAUTH } from './oauth/oauth.feature.js';
import { PASSWORDS } from './passwords/passwords.feature.js';
import { PERMISSION_CATALOGUE } from './permission-catalogue/permission-catalogue.feature.js';
import { Principals } from './principals.js';
import { REVOCATION } from './revocation/revocation.feature.js';
import { Revocations } from './revocation/revocations.js';
import { ROLES } from './roles/roles.feature.js';
import { SESSIONS } from './sessions/sessions.feature.js';
import { Issuer } from './tokens/issuer.js';
import { RolesService } from './roles/roles.service.js';
import { SignedTokens } from './tokens/signed-tokens.js';
import { SigningKeyRotation } from './tokens/signing-key-rotation.js';
import { TOKENS } from './tokens/tokens.feature.js';
import { USED_PROOFS } from './used-proofs/used-proofs.feature.js';

const FEATURES = [
  AGENTS,
  API_KEYS,
  CLIENTS,
  DPOP,
  EXTERNAL,
  FIRST_START,
  GUARD,
  IDENTITIES,
  LOGIN,
  MAPPING,
  METHOD_INSTANCES,
  METHODS,
  NARROWING,
  OAUTH,
  PASSWORDS,
  PERMISSION_CATALOGUE,
  REVOCATION,
  ROLES,
  SESSIONS,
  TOKENS,
  USED_PROOFS,
];

/** Who is calling: agents, roles, auth methods, access tokens and the guard. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature(FEATURES.flatMap(({ entities = [] }) => entities))],
  controllers: FEATURES.flatMap(({ controllers = [] }) => controllers),
  providers: [...FEATURES.flatMap(({ providers }) => providers), AuthMethods, AuthService, Principals],
  exports: [
    AccessGuard,
    AgentsService,
    AuthMethods,
    AuthMethodsService,
    AuthService,
    AdministratorReset,
    FirstAdministrator,
    Issuer,
    ObjectPermissions,
    PresentCallers,
    Revocations,
    RolesService,
    SignedTokens,
    SigningKeyRotation,
  ],
})
export class AuthModule {}
