import { Injectable, Module } from '@nestjs/common';
import { Transactions } from '../../src/database/index.js';
import { POLICY_TYPE, type PolicyType, type Verdict } from '../../src/policy/index.js';

/** Asks the database what it does not understand. */
@Injectable()
class FailingFactsPolicy implements PolicyType {
  readonly kind = 'failing_facts';
  readonly description = 'Asks the database what it does not understand.';
  readonly settingsDto = Object;
  readonly dependsOn = 'principal';
  readonly defaultEffect = 'permit';

  constructor(private readonly transactions: Transactions) {}

  facts(): Promise<unknown> {
    return this.transactions.manager.query('SELECT nothing FROM nowhere');
  }

  evaluate(): Verdict {
    return { outcome: 'match', reasons: [{ code: 'FINE', detail: 'Why not.' }] };
  }
}

@Module({ providers: [POLICY_TYPE.provide(FailingFactsPolicy)] })
export class FailingFactsModule {}
