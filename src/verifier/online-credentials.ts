import { Refused } from './refused.js';
import type { RegistryFetch } from './registry-fetch.js';
import type { Actor, PresentedRequest, VerifiedCredential } from './verification.js';
import type { VerifierOptions } from './verifier-options.js';

/** What the registry says of a credential that is good. */
interface ActiveAnswer {
  readonly active: true;
  readonly credentialId: string;
  readonly agentId: string;
  readonly toolId: string;
  readonly scopes: readonly string[];
  readonly issuedAt: string;
  readonly expiresAt: string;
  readonly cnf?: { readonly jkt: string } | null;
  readonly act?: Actor | null;
}

type Asker = Required<Pick<VerifierOptions, 'registryUrl' | 'toolId' | 'audience' | 'accessToken'>>;

/**
 * Has the registry validate credentials, one use taken where uses are counted. All that is demanded of them goes with the
 * question, so that those which fall short lose no use.
 */
export class OnlineCredentials {
  constructor(
    private readonly asker: Asker,
    private readonly fetch: RegistryFetch,
  ) {}

  /**
   * @param provenKey thumbprint of the key that the sender has proved to hold.
   * @throws Refused; anything else when the registry cannot be asked.
   */
  async read(
    token: string,
    { scopes = [], address }: PresentedRequest,
    provenKey: string | undefined,
  ): Promise<VerifiedCredential> {
    const { audience, toolId: ownTool } = this.asker;
    const demands = {
      ...{ scopes, audience },
      ...(address !== undefined && { address }),
      ...(provenKey !== undefined && { provenKey }),
    };
    const answer = await this.validate({ token, ...demands });
    if (!isActive(answer) || answer.toolId !== ownTool) throw new Refused('invalid_token');
    const { credentialId: id, agentId, toolId, cnf, act } = answer;
    return {
      ...{ id, format: token.startsWith('trc_') ? 'opaque' : 'jwt', agentId, toolId, scopes: answer.scopes },
      ...{ issuedAt: new Date(answer.issuedAt), expiresAt: new Date(answer.expiresAt) },
      ...(cnf && { boundKey: cnf.jkt }),
      ...(act && { act }),
    };
  }

  private async validate(question: object): Promise<unknown> {
    const { registryUrl, accessToken } = this.asker;
    const own = typeof accessToken === 'string' ? accessToken : await accessToken();
    const answer = await this.fetch(`${registryUrl}/api/v1/credentials/validate`, {
      method: 'POST',
      headers: { authorization: `Bearer ${own}`, 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(question),
    });
    return answer.json();
  }
}

/** @throws Error when it is no answer of the registry. */
function isActive(answer: unknown): answer is ActiveAnswer {
  const { active, credentialId, agentId, scopes, issuedAt, expiresAt, cnf } = (answer ?? {}) as Partial<ActiveAnswer>;
  if ((active as boolean | undefined) === false) return false;
  const texts = [credentialId, agentId, issuedAt, expiresAt, cnf ? cnf.jkt : ''];
  if (active === true && Array.isArray(scopes) && texts.every((it) => typeof it === 'string')) return true;
  throw new Error('The registry gave an answer about a credential that cannot be read.');
}
