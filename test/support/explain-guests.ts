import { Injectable, Module } from '@nestjs/common';
import { type AccessRequest, POLICY_TYPE, type PolicyType, type Verdict } from '../../src/policy/index.js';

const MATCH: Verdict = { outcome: 'match', reasons: [] };

/** What the address is, only a call tells. */
@Injectable()
class OfficePolicy implements PolicyType {
  readonly kind = 'office';
  readonly description = 'Calls from the office.';
  readonly settingsDto: PolicyType['settingsDto'] = Object;
  readonly dependsOn = 'call';
  readonly defaultEffect = 'require';

  evaluate(_: object, { address }: AccessRequest): Verdict {
    return ['192.0.2.1', '127.0.0.1'].includes(address ?? '')
      ? MATCH
      : { outcome: 'no_match', reasons: [{ code: 'AWAY', detail: 'Not here.' }] };
  }
}

/** Cannot find out what it needs to know. */
@Injectable()
class CluelessPolicy implements PolicyType {
  readonly kind = 'clueless';
  readonly description = 'Asks somebody who does not answer.';
  readonly settingsDto: PolicyType['settingsDto'] = Object;
  readonly dependsOn = 'principal';
  readonly defaultEffect = 'require';

  facts(): Promise<unknown> {
    return Promise.reject(new Error('no answer'));
  }

  evaluate(): Verdict {
    return MATCH;
  }
}

/** Says yes, and has nothing left once it comes to it. */
@Injectable()
class SpentPolicy implements PolicyType {
  readonly kind = 'spent';
  readonly description = 'Has nothing left.';
  readonly settingsDto: PolicyType['settingsDto'] = Object;
  readonly dependsOn = 'principal';
  readonly defaultEffect = 'require';

  evaluate(): Verdict {
    return MATCH;
  }

  async consume(): Promise<Verdict> {
    return { outcome: 'no_match', reasons: [{ code: 'NOTHING_LEFT', detail: 'It is all used up.' }] };
  }
}

@Module({ providers: [OfficePolicy, CluelessPolicy, SpentPolicy].map((it) => POLICY_TYPE.provide(it)) })
export class ExplainGuestsModule {}
