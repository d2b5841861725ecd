import { Injectable } from '@nestjs/common';
import type { AccessRequest, FactsQuestion, PolicyType, Verdict } from '../policy-type.js';
import { ApprovalSettings } from './approval.settings.js';
import { canonicalJson, hashOf } from '../../common/canonical-json.js';
import { Grants } from './grants.js';
import type { AccessGrant } from './grants.repository.js';

/** The name of the kind. */
export const APPROVAL = 'approval';

/** Matches where a person has agreed: to the agent's use of the tool for a time, or to this one call. */
@Injectable()
export class ApprovalPolicy implements PolicyType<ApprovalSettings, readonly AccessGrant[]> {
  readonly kind = APPROVAL;
  readonly description =
    'Matches while an approved access request covers the action on the tool, or exactly this call.';
  readonly settingsDto = ApprovalSettings;
  readonly dependsOn = 'call';
  readonly defaultEffect = 'require';

  constructor(private readonly grants: Grants) {}

  facts(_settings: ApprovalSettings, { subject, action, at }: FactsQuestion): Promise<readonly AccessGrant[]> {
    return this.grants.inForce(subject.id, action, at);
  }

  evaluate(settings: ApprovalSettings, request: AccessRequest, grants: readonly AccessGrant[] = []): Verdict {
    const hash = hashFor(settings, request);
    const ends = grants
      .filter((it) => it.toolId === request.resource.id && covers(it, settings, hash))
      .map((it) => endOf(it, settings))
      .filter((it) => it > request.at);
    if (ends.length === 0) return needed(settings, request);
    const validUntil = new Date(Math.max(...ends.map((it) => it.getTime())));
    const detail = `Approved until ${validUntil.toISOString()}.`;
    return { outcome: 'match', reasons: [{ code: 'APPROVED', detail }], validUntil };
  }

  /** An approval of a call is used up by it; one of access is not. */
  async consume(settings: ApprovalSettings, request: AccessRequest): Promise<Verdict> {
    const argumentsHash = hashFor(settings, request);
    const { subject, resource, at } = request;
    if (settings.for === 'call') {
      const notBefore = new Date(settings.maxSeconds === undefined ? 0 : at.getTime() - settings.maxSeconds * 1000 + 1);
      const call = { agentId: subject.id, toolId: resource.id, at, notBefore };
      if (!argumentsHash || !(await this.grants.use({ ...call, argumentsHash }))) return needed(settings, request);
    }
    return { outcome: 'match', reasons: [{ code: 'APPROVED', detail: 'The approval holds.' }] };
  }
}

function hashFor({ for: approved }: ApprovalSettings, { action, arguments: args }: AccessRequest): Buffer | undefined {
  return approved === 'call' && action === 'invoke' && args ? hashOf(canonicalJson(args)) : undefined;
}

/** An approval of one call opens no other, and one of access no call that is to be approved for itself. */
function covers({ argumentsHash }: AccessGrant, settings: ApprovalSettings, hash: Buffer | undefined): boolean {
  if (settings.for === 'access') return argumentsHash === null;
  return hash !== undefined && argumentsHash?.equals(hash) === true;
}

function endOf({ since, until }: AccessGrant, { maxSeconds }: ApprovalSettings): Date {
  if (maxSeconds === undefined) return until;
  return new Date(Math.min(until.getTime(), since.getTime() + maxSeconds * 1000));
}

function needed({ for: approved }: ApprovalSettings, { action, resource }: AccessRequest): Verdict {
  const object = approved === 'call' ? 'this call, with its arguments' : `"${action}" on the tool`;
  // A list is asked about all tools, and tells nobody why one is missing: without a name, one answer does for all.
  const tool = action === 'discover' ? '' : `, toolId ${resource.id}`;
  const detail = `A person must approve ${object}: ask with POST /api/v1/access-requests${tool}.`;
  return { outcome: 'no_match', reasons: [{ code: 'APPROVAL_NEEDED', detail, remedy: true }] };
}
