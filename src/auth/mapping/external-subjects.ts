import { Injectable, Logger } from '@nestjs/common';
import { isUnsafeText } from '../../common/http/unsafe-input.js';
import { LastAdministratorError } from '../agents/agents.errors.js';
import type { VouchedIdentity } from '../auth-method.js';
import { ExternalIdentitiesRepository, type KnownSubject } from '../identities/external-identities.repository.js';
import { ConfiguredMethods } from '../method-instances/configured-methods.js';
import { AgentProvisioner } from './agent-provisioner.js';
import type { ClaimsMapping } from './claims-mapping.js';
import { RoleSynchronisation } from './role-synchronisation.js';

const LONGEST = 500;

/** Tells which agents stand for the subjects of other issuers, as the mapping of the auth method says. */
@Injectable()
export class ExternalSubjects {
  readonly #log = new Logger(ExternalSubjects.name);

  constructor(
    private readonly identities: ExternalIdentitiesRepository,
    private readonly methods: ConfiguredMethods,
    private readonly provisioner: AgentProvisioner,
    private readonly synchronisation: RoleSynchronisation,
  ) {}

  /**
   * The agent that stands for a subject: one that is linked to it, or that was made for it, now or before, with the roles
   * that its claims give it.
   *
   * @param method name of the auth method instance that proved the identity.
   * @returns undefined when nobody stands for it.
   */
  async findAgentId(identity: VouchedIdentity, method: string): Promise<string | undefined> {
    const { issuer, subject } = identity;
    if (![issuer, subject].every(isName)) return undefined;
    const mapping = (await this.methods.find(method))?.mapping;
    const known = await this.identities.find(issuer, subject);
    if (known?.provisionedBy === method && mapping) return this.synchronised(known, identity, mapping);
    if (known || mapping?.provision !== 'provision') return known?.agentId;
    const made = await this.provisioner.provision(identity, method, mapping);
    return made ?? (await this.identities.find(issuer, subject))?.agentId;
  }

  /** Undefined, and the last administrator stays one, when the claims would take that away. */
  private async synchronised(known: KnownSubject, identity: VouchedIdentity, mapping: ClaimsMapping) {
    try {
      await this.synchronisation.synchronise(known, identity, mapping);
      return known.agentId;
    } catch (error) {
      if (!(error instanceof LastAdministratorError)) throw error;
      this.#log.warn(`The claims of agent ${known.agentId} would leave no administrator: it was not let in`);
      return undefined;
    }
  }
}

function isName(text: string): boolean {
  return text.length > 0 && text.length <= LONGEST && !isUnsafeText(text);
}
