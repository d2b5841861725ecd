import { ACTIVE, type ToolStanding } from '../tools/tool-status.js';
import type { TransitionRequest } from './dto/transition.request.js';
import { TRANSITIONS } from './transitions.js';

/** Where a tool stands after a step. An active tool has no deprecation any more; every other step leaves it as it was. */
export function standingAfter(before: ToolStanding, request: TransitionRequest, now: Date): ToolStanding {
  const { transition, reason: statusReason, sunsetAt, successorId = null } = request;
  const { to: status } = TRANSITIONS[transition];
  if (status === 'active') return { ...ACTIVE, statusReason };
  const { deprecatedAt, sunsetAt: sunset, successorId: successor, drift } = before;
  if (status !== 'deprecated')
    return { status, statusReason, deprecatedAt, sunsetAt: sunset, successorId: successor, drift };
  return {
    status,
    statusReason,
    deprecatedAt: now,
    sunsetAt: sunsetAt ? new Date(sunsetAt) : null,
    successorId,
    drift,
  };
}
