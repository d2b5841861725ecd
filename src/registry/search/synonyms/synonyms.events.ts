import { type AuditEntry, AuditedEvent } from '../../../common/events/domain-event.js';
import type { SearchSynonym } from './search-synonym.entity.js';

/** A change of what is searched for beside what is asked. */
abstract class SynonymEvent extends AuditedEvent {
  protected abstract readonly action: string;

  constructor(
    readonly term: string,
    private readonly before: SearchSynonym | undefined,
    private readonly after: SearchSynonym | undefined,
  ) {
    super();
  }

  audit(): AuditEntry {
    return {
      action: this.action,
      outcome: 'success',
      subject: { type: 'synonym', id: this.term },
      ...(this.before && { before: stateOf(this.before) }),
      ...(this.after && { after: stateOf(this.after) }),
    };
  }
}

export class SynonymPut extends SynonymEvent {
  protected readonly action = 'synonym.put';

  constructor(before: SearchSynonym | undefined, after: SearchSynonym) {
    super(after.term, before, after);
  }
}

export class SynonymDeleted extends SynonymEvent {
  protected readonly action = 'synonym.deleted';

  constructor(before: SearchSynonym) {
    super(before.term, before, undefined);
  }
}

function stateOf({ synonyms, weight }: SearchSynonym) {
  return { synonyms, weight };
}
