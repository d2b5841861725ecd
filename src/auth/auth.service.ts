import { Injectable } from '@nestjs/common';
import { LoginService } from './login/login.service.js';
import type { LoginResult } from './login/login-tokens.js';
import type { LoginWishes } from './login/login-wishes.js';
import { ConfiguredMethods } from './method-instances/configured-methods.js';
import type { Permission } from './permissions.js';
import type { Principal } from './principal.js';
import { Principals } from './principals.js';
import { ADMIN_ROLE } from './roles/built-in-roles.js';
import { AccessTokens } from './tokens/access-tokens.js';

/** The characters of a bearer token (RFC 6750 §2.1): no auth method is shown anything else. */
const B64_TOKEN = /^[A-Za-z0-9._~+/-]+=*$/;

/** Who is calling, and what they may do. */
@Injectable()
export class AuthService {
  constructor(
    private readonly logins: LoginService,
    private readonly tokens: AccessTokens,
    private readonly methods: ConfiguredMethods,
    private readonly principals: Principals,
  ) {}

  /**
   * Exchanges credentials for an access token, and a refresh token where one is wished for.
   *
   * @param method name of an auth method instance.
   * @throws InvalidCredentialsError, the same whatever was wrong; ValidationFailedError, LoginLockedError,
   * AuthMethodUnavailableError, UnknownPermissionError, GrantTooWideError.
   */
  authenticateAgent(method: string, credentials: unknown, wishes?: LoginWishes): Promise<LoginResult> {
    return this.logins.login(method, credentials, wishes);
  }

  /**
   * The caller behind a bearer token: an access token of ours, or whatever an auth method knows.
   *
   * @throws AuthMethodUnavailableError when a method could not tell.
   */
  async verifyToken(token: string): Promise<Principal | undefined> {
    const claims = await this.tokens.verify(token);
    if (claims) return (await this.methods.find(claims.method)) && this.principals.fromClaims(claims);
    const proof = B64_TOKEN.test(token) ? await this.methods.validateToken(token) : undefined;
    return proof && this.principals.fromIdentity(proof.identity, proof.method);
  }

  isAdmin(principal: Principal): boolean {
    return principal.roles.includes(ADMIN_ROLE);
  }

  /** Whether the caller holds a permission, for one object where an id is given. */
  checkPermission(principal: Principal, permission: Permission, id?: string): boolean {
    return principal.permissions.allows(permission, id);
  }
}
