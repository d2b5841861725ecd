import { TOOL_STATUSES, type ToolStatus } from '../tools/tool-status.js';

interface Transition {
  readonly from: readonly ToolStatus[];
  readonly to: ToolStatus;
}

/**
 * Every step in the life of a tool. What was released is reviewed before it is active: nobody remembers what was wrong
 * better than who activates it.
 */
export const TRANSITIONS = {
  submit: { from: ['draft'], to: 'in_review' },
  reject: { from: ['in_review'], to: 'draft' },
  activate: { from: ['draft', 'in_review', 'deprecated'], to: 'active' },
  deprecate: { from: ['active'], to: 'deprecated' },
  retire: { from: ['active', 'deprecated', 'quarantined'], to: 'retired' },
  quarantine: { from: TOOL_STATUSES.filter((it) => it !== 'quarantined'), to: 'quarantined' },
  release: { from: ['quarantined'], to: 'in_review' },
} as const satisfies Readonly<Record<string, Transition>>;

export type TransitionName = keyof typeof TRANSITIONS;
export const TRANSITION_NAMES = Object.keys(TRANSITIONS) as TransitionName[];

/** The steps that a tool can take from where it stands. */
export function possibleFrom(status: ToolStatus): TransitionName[] {
  return TRANSITION_NAMES.filter((it) => (TRANSITIONS[it].from as readonly ToolStatus[]).includes(status));
}
