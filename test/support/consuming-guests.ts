import { Injectable, Module } from '@nestjs/common';
import { POLICY_TYPE, type PolicyType, type Verdict } from '../../src/policy/index.js';

/** A guest's kind that says yes until something is to be used up. */
abstract class ConsumingGuest implements PolicyType {
  abstract readonly kind: string;
  readonly description = 'Uses something up.';
  readonly settingsDto = Object;
  readonly dependsOn = 'principal';
  readonly defaultEffect = 'require';

  evaluate(): Verdict {
    return { outcome: 'match', reasons: [{ code: 'SOME_LEFT', detail: 'So it seems.' }] };
  }

  abstract consume(): Promise<Verdict>;
}

@Injectable()
class ThrowingConsumer extends ConsumingGuest {
  readonly kind = 'throwing_consumer';

  async consume(): Promise<Verdict> {
    throw new Error('out of order');
  }
}

@Injectable()
class NonsenseConsumer extends ConsumingGuest {
  readonly kind = 'nonsense_consumer';

  async consume(): Promise<Verdict> {
    return true as unknown as Verdict;
  }
}

@Injectable()
class EmptyConsumer extends ConsumingGuest {
  readonly kind = 'empty_consumer';

  async consume(): Promise<Verdict> {
    return { outcome: 'no_match', reasons: [{ code: 'NONE_LEFT', detail: 'Somebody was faster.' }] };
  }
}

@Module({ providers: [ThrowingConsumer, NonsenseConsumer, EmptyConsumer].map((it) => POLICY_TYPE.provide(it)) })
export class ConsumingGuestsModule {}
