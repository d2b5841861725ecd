import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { CursorCodec } from '../../common/http/cursor.codec.js';
import type { Page, PageQuery } from '../../common/http/page.js';
import { DelegatedProofError } from '../agents/proof-rules.errors.js';
import { ProofRules } from '../agents/proof-rules.js';
import type { Principal } from '../principal.js';
import { SessionEnding } from './session-ending.js';
import { type SessionView, toSessionView } from './session-view.js';
import { SessionNotFoundError } from './sessions.errors.js';
import { SessionEnded } from './sessions.events.js';
import { SessionsRepository } from './sessions.repository.js';

/** The sessions of agents. Their own are the agents' business; those of others need `agent:manage`. */
@Injectable()
export class SessionAdministration {
  constructor(
    private readonly sessions: SessionsRepository,
    private readonly rules: ProofRules,
    private readonly ending: SessionEnding,
    private readonly cursors: CursorCodec,
    private readonly clock: Clock,
  ) {}

  /**
   * Those that have not ended, in order of their start.
   *
   * @throws AgentNotFoundError, InsufficientPermissionError
   */
  async listSessions(caller: Principal, agentId: string, request: PageQuery): Promise<Page<SessionView>> {
    await this.rules.requireAccess(caller, agentId);
    const list = `sessions/${agentId}`;
    const { query, after } = this.cursors.open(list, request);
    const now = this.clock.now();
    const rows = await this.sessions.findPageOfAgent(agentId, now, query.limit, after?.[0] as string | undefined);
    return this.cursors.page(list, query, rows, { position: ({ id }) => [id], item: toSessionView });
  }

  /**
   * Ends it, and every access token that rests on it, on every instance.
   *
   * @throws DelegatedProofError, SessionNotFoundError, and what ProofRules throws for ending a proof
   */
  async endSession(caller: Principal, agentId: string, id: string): Promise<void> {
    if (caller.actors?.length) throw new DelegatedProofError();
    await this.rules.requireAccess(caller, agentId);
    const [session] = await this.sessions.findOfAgent(agentId, [id]);
    if (!session) throw new SessionNotFoundError();
    await this.rules.requireMayEnd(caller, session);
    await this.ending.end(session, new SessionEnded(toSessionView(session)));
  }
}
