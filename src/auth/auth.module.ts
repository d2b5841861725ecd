import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AgentAdministration } from './agents/agent-administration.js';
import { AgentChanges } from './agents/agent-changes.js';
import { AgentListing } from './agents/agent-listing.js';
import { AgentProfiles } from './agents/agent-profiles.js';
import { AgentRole } from './agents/agent-role.entity.js';
import { Agent } from './agents/agent.entity.js';
import { AgentsController } from './agents/agents.controller.js';
import { AgentsRepository } from './agents/agents.repository.js';
import { AgentsService } from './agents/agents.service.js';
import { GrantRules } from './agents/grant-rules.js';
import { ApiKeyListing } from './api-keys/api-key-listing.js';
import { ApiKeyRules } from './api-keys/api-key-rules.js';
import { ApiKeyVerifier } from './api-keys/api-key-verifier.js';
import { ApiKey } from './api-keys/api-key.entity.js';
import { ApiKeysController } from './api-keys/api-keys.controller.js';
import { ApiKeysRepository } from './api-keys/api-keys.repository.js';
import { ApiKeysService } from './api-keys/api-keys.service.js';
import { AUTH_METHOD } from './auth-method.js';
import { AuthMethods } from './auth-methods.js';
import { AuthService } from './auth.service.js';
import { AdministratorReset } from './first-start/administrator-reset.js';
import { FirstAdministrator } from './first-start/first-administrator.js';
import { FirstStart } from './first-start/first-start.js';
import { AccessGuard } from './guard/access.guard.js';
import { ExternalIdentitiesRepository } from './identities/external-identities.repository.js';
import { ExternalIdentity } from './identities/external-identity.entity.js';
import { AuthController } from './login/auth.controller.js';
import { LockOut } from './login/lock-out.js';
import { LoginAttempt } from './login/login-attempt.entity.js';
import { LoginAttemptsRepository } from './login/login-attempts.repository.js';
import { LoginRecords } from './login/login-records.js';
import { LoginService } from './login/login.service.js';
import { AuthMethodChanges } from './method-instances/auth-method-changes.js';
import { AuthMethodFactory } from './method-instances/auth-method-factory.js';
import { AuthMethodInstance } from './method-instances/auth-method-instance.entity.js';
import { AuthMethodInstancesRepository } from './method-instances/auth-method-instances.repository.js';
import { AuthMethodKinds } from './method-instances/auth-method-kinds.js';
import { AuthMethodsController } from './method-instances/auth-methods.controller.js';
import { AuthMethodsService } from './method-instances/auth-methods.service.js';
import { ConfiguredMethods } from './method-instances/configured-methods.js';
import { SealedSettings } from './method-instances/sealed-settings.js';
import { ApiKeyAuthMethod } from './methods/api-key.auth-method.js';
import { PasswordAuthMethod } from './methods/password.auth-method.js';
import { PasswordCredential } from './passwords/password-credential.entity.js';
import { PasswordHasher } from './passwords/password-hasher.js';
import { PasswordsRepository } from './passwords/passwords.repository.js';
import { PasswordsService } from './passwords/passwords.service.js';
import { Principals } from './principals.js';
import { Role } from './roles/role.entity.js';
import { RolesController } from './roles/roles.controller.js';
import { RolesRepository } from './roles/roles.repository.js';
import { RolesService } from './roles/roles.service.js';
import { AccessTokenStrategy } from './tokens/access-token.strategy.js';
import { AccessTokens } from './tokens/access-tokens.js';
import { Issuer } from './tokens/issuer.js';
import { SigningKey } from './tokens/signing-key.entity.js';
import { SigningKeys } from './tokens/signing-keys.js';
import { SigningKeysRepository } from './tokens/signing-keys.repository.js';

const ENTITIES = [
  Agent,
  AgentRole,
  ApiKey,
  AuthMethodInstance,
  ExternalIdentity,
  LoginAttempt,
  PasswordCredential,
  Role,
  SigningKey,
];

const REPOSITORIES = [
  AgentsRepository,
  ApiKeysRepository,
  AuthMethodInstancesRepository,
  ExternalIdentitiesRepository,
  LoginAttemptsRepository,
  PasswordsRepository,
  RolesRepository,
  SigningKeysRepository,
];

const AGENTS = [
  AgentAdministration,
  AgentChanges,
  AgentListing,
  AgentProfiles,
  AgentsService,
  ApiKeyListing,
  ApiKeyRules,
  ApiKeysService,
  ApiKeyVerifier,
  GrantRules,
  PasswordHasher,
  PasswordsService,
  RolesService,
];

const METHODS = [
  AuthMethods,
  AUTH_METHOD.provide(PasswordAuthMethod),
  AUTH_METHOD.provide(ApiKeyAuthMethod),
  AuthMethodChanges,
  AuthMethodFactory,
  AuthMethodKinds,
  AuthMethodsService,
  ConfiguredMethods,
  SealedSettings,
];

const ACCESS = [
  AccessGuard,
  AccessTokenStrategy,
  AccessTokens,
  AuthService,
  Issuer,
  LockOut,
  LoginRecords,
  LoginService,
  Principals,
  SigningKeys,
];

const CONTROLLERS = [AuthController, AuthMethodsController, AgentsController, ApiKeysController, RolesController];

/** Who is calling: agents, roles, auth methods, access tokens and the guard. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature(ENTITIES)],
  controllers: CONTROLLERS,
  providers: [...REPOSITORIES, ...AGENTS, ...METHODS, ...ACCESS, AdministratorReset, FirstAdministrator, FirstStart],
  exports: [
    AccessGuard,
    AgentsService,
    AuthMethods,
    AuthMethodsService,
    AuthService,
    AdministratorReset,
    FirstAdministrator,
    Issuer,
  ],
})
export class AuthModule {}
