import { type AuditEntry, AuditedEvent } from '../../common/events/domain-event.js';
import type { ToolSecret } from './tool-secret.entity.js';

/** What the audit keeps of a secret: everything but its value, which never gets here. */
function audited({ holder, placement, name, origin }: ToolSecret): Readonly<Record<string, unknown>> {
  return { holder, placement, name, origin, ...(holder === 'tool' && { value: '[secret]' }) };
}

abstract class SecretChanged extends AuditedEvent {
  readonly toolId: string;
  readonly slot: string;

  constructor(
    private readonly before: ToolSecret | null,
    private readonly after: ToolSecret | null,
    { toolId, slot }: Pick<ToolSecret, 'toolId' | 'slot'>,
  ) {
    super();
    this.toolId = toolId;
    this.slot = slot;
  }

  protected abstract readonly action: string;

  audit(): AuditEntry {
    return {
      action: this.action,
      outcome: 'success',
      subject: { type: 'secret', id: `${this.toolId}/${this.slot}` },
      ...(this.before && { before: audited(this.before) }),
      ...(this.after && { after: audited(this.after) }),
    };
  }
}

/** A secret was put into a slot of a tool, over another where there was one. */
export class SecretAttached extends SecretChanged {
  protected readonly action = 'secret.attached';

  constructor(before: ToolSecret | null, after: ToolSecret) {
    super(before, after, after);
  }
}

/** A slot of a tool was emptied. */
export class SecretRemoved extends SecretChanged {
  protected readonly action = 'secret.removed';

  constructor(before: ToolSecret) {
    super(before, null, before);
  }
}
