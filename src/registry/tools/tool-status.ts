import type { DefinitionChange } from './definition-change.js';

/** Where a tool stands in its life. */
export const TOOL_STATUSES = ['draft', 'in_review', 'active', 'deprecated', 'retired', 'quarantined'] as const;
export type ToolStatus = (typeof TOOL_STATUSES)[number];

/** Where a tool may be from its first moment. */
export const FIRST_STATUSES = ['draft', 'active'] as const;
export type FirstStatus = (typeof FIRST_STATUSES)[number];

/** What was approved of a tool, and how an import has changed it since. */
export interface ToolDrift {
  readonly approved: { readonly version: string; readonly title: string; readonly description: string };
  /** At most 100, the gravest first. */
  readonly changes: readonly DefinitionChange[];
}

/** Where a tool stands, why, and what comes after it. */
export interface ToolStanding {
  readonly status: ToolStatus;
  /** What whoever put it there said. */
  readonly statusReason: string | null;
  readonly deprecatedAt: Date | null;
  /** From when on it may be retired. */
  readonly sunsetAt: Date | null;
  /** The tool to use in its place. */
  readonly successorId: string | null;
  /** Null once the tool is approved. */
  readonly drift: ToolDrift | null;
}

export const ACTIVE: ToolStanding = {
  status: 'active',
  statusReason: null,
  deprecatedAt: null,
  sunsetAt: null,
  successorId: null,
  drift: null,
};
