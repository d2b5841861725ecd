import type { DomainEvent } from '../../common/events/domain-event.js';
import { ToolDeleted, ToolDeprecated, ToolQuarantined, ToolRetired } from '../../registry/index.js';

/** What of a tool's life concerns those that use it. */
export const NOTICE_KINDS = ['deprecated', 'retired', 'quarantined', 'deleted'] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** An event that says so. */
export type ConcerningEvent = DomainEvent & { readonly toolId: string };

export const CONCERNING_EVENTS: Readonly<Record<NoticeKind, abstract new (...args: never[]) => ConcerningEvent>> = {
  deprecated: ToolDeprecated,
  retired: ToolRetired,
  quarantined: ToolQuarantined,
  deleted: ToolDeleted,
};
