import { Injectable } from '@nestjs/common';
import { ObjectPermissions, type PermissionSet } from '../../auth/index.js';
import { DomainEvents } from '../../common/events/domain-events.js';
import { CredentialValidated } from '../credentials.events.js';
import { leaseIdOf } from '../lease-id.js';
import { Audiences } from '../audiences.js';
import {
  type ActingAgent,
  chainOf,
  meets,
  type StandingCredential,
  type UseConditions,
} from './standing-credential.js';
import { StandingCredentials } from './standing-credentials.js';

export const VALIDATE_PERMISSION = 'credential:validate';

/** Who asks: only the permissions count, and the credentials of what tools they open. */
export interface Asker {
  readonly permissions: PermissionSet;
}

/** A credential found good, one use taken where its uses are counted. */
export interface ActiveCredential extends Pick<
  StandingCredential,
  'id' | 'agentId' | 'agentName' | 'toolId' | 'toolName' | 'versionId' | 'issuedAt' | 'expiresAt'
> {
  readonly leaseId: string;
  readonly scopes: string[];
  /** For whom its token is: the tool's URI where it is for the tool alone. */
  readonly audience: string;
  readonly tokenType: 'Bearer' | 'DPoP';
  /** Thumbprint of the key that whoever presented it must have proved to hold: that is the tool's to check. */
  readonly cnf?: { readonly jkt: string };
  readonly act?: ActingAgent;
}

/** Tells whether credentials are good, and takes their uses. */
@Injectable()
export class ValidationService {
  constructor(
    private readonly standing: StandingCredentials,
    private readonly objects: ObjectPermissions,
    private readonly audiences: Audiences,
    private readonly events: DomainEvents,
  ) {}

  /**
   * The credential behind a token, one use taken where uses are counted.
   *
   * Undefined, without a hint at the reason, when it is unknown, expired, revoked or used up, lacks a scope, belongs to
   * a disabled agent, rests on a proof that has ended, is for another audience, is bound to addresses and was not
   * presented from one of them, is bound to another key than was proved, or is for a tool that the asker may not ask about.
   */
  async validateCredential(
    asker: Asker,
    token: string,
    conditions: UseConditions = {},
  ): Promise<ActiveCredential | undefined> {
    const credential = await this.goodFor(asker, token, conditions, true);
    await this.events.observe(new CredentialValidated(credential !== undefined, credential?.id, credential?.toolId));
    return credential && this.shown(credential);
  }

  /** The same as far as it can be told without taking a use. */
  async describeCredential(
    asker: Asker,
    token: string,
    conditions: UseConditions = {},
  ): Promise<ActiveCredential | undefined> {
    const credential = await this.goodFor(asker, token, conditions, false);
    return credential && this.shown(credential);
  }

  /** The credential behind a token, whoever asks and from wherever: nothing is taken. Undefined when it does not stand. */
  async findCredential(token: string): Promise<StandingCredential | undefined> {
    return (await this.standing.find(token, { toolsUri: this.audiences.uriOf(''), take: false }))?.credential;
  }

  /** Takes one use where uses are counted. False: the credential is no longer good, and nothing may be done with it. */
  takeUse(credentialId: string): Promise<boolean> {
    return this.standing.takeUse(credentialId);
  }

  private async goodFor(
    asker: Asker,
    token: string,
    conditions: UseConditions,
    take: boolean,
  ): Promise<StandingCredential | undefined> {
    const tools = asker.permissions.narrowings(VALIDATE_PERMISSION);
    const question = { ...conditions, tools, toolsUri: this.audiences.uriOf(''), take };
    const found = await this.standing.find(token, question);
    if (!found) return undefined;
    return (found.good ?? (await this.isGood(found.credential, asker, conditions))) ? found.credential : undefined;
  }

  private async isGood(credential: StandingCredential, asker: Asker, conditions: UseConditions): Promise<boolean> {
    const mayAsk = await this.objects.holds(asker, VALIDATE_PERMISSION, credential.toolId, 'tool');
    return mayAsk && meets(credential, this.audienceOf(credential), conditions);
  }

  private audienceOf({ audience, toolId }: StandingCredential): string {
    return audience ?? this.audiences.uriOf(toolId);
  }

  private shown(credential: StandingCredential): ActiveCredential {
    const { id, agentId, agentName, toolId, toolName, versionId, scopes, issuedAt, expiresAt, boundKey, actors } =
      credential;
    const act = chainOf(actors);
    return {
      ...{ id, leaseId: leaseIdOf(credential), agentId, agentName, toolId, toolName, versionId },
      ...{ scopes: [...scopes], issuedAt, expiresAt, audience: this.audienceOf(credential) },
      tokenType: boundKey === null ? 'Bearer' : 'DPoP',
      ...(boundKey !== null && { cnf: { jkt: boundKey } }),
      ...(act && { act }),
    };
  }
}
