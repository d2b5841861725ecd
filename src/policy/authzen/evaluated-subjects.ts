import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { AgentsService } from '../../auth/index.js';
import type { Subject } from '../policy-type.js';
import type { SubjectRequest } from './dto/evaluation.request.js';
import { NotJudged } from './not-judged.js';

/** The agents about whom enforcement points ask. What these say of them is not believed, beyond who they are. */
@Injectable()
export class EvaluatedSubjects {
  constructor(private readonly agents: AgentsService) {}

  /** @throws NotJudged where there is no such agent, or it may do nothing at all. */
  async get({ type, id }: SubjectRequest): Promise<Subject> {
    if (type !== 'agent') throw new NotJudged('UNKNOWN_SUBJECT_TYPE', 'Policies judge subjects of the type "agent".');
    const agent = isUUID(id) ? await this.agents.find(id.toLowerCase()) : undefined;
    if (!agent) throw new NotJudged('UNKNOWN_SUBJECT', 'There is no such agent.');
    if (agent.status !== 'active') throw new NotJudged('SUBJECT_DISABLED', 'The agent is disabled.');
    return { id: agent.id, name: agent.name, type: agent.type, roles: agent.roles };
  }
}
