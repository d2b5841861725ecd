import { Injectable, Module, Scope } from '@nestjs/common';
import { POLICY_TYPE, type PolicyType, type Verdict } from '../../src/policy/index.js';

/** What a guest's kind may do: answer as another team's code does, for better or worse. */
abstract class GuestPolicy implements PolicyType {
  abstract readonly kind: string;
  readonly description = 'A policy kind of another team.';
  readonly settingsDto: PolicyType['settingsDto'] = Object;
  readonly dependsOn = 'principal';
  readonly defaultEffect = 'require';
  abstract evaluate(): Verdict;
}

@Injectable()
export class AgreeablePolicy extends GuestPolicy {
  readonly kind = 'agreeable';

  evaluate(): Verdict {
    return { outcome: 'match', reasons: [{ code: 'FINE', detail: 'Why not.' }] };
  }
}

@Injectable()
class ThrowingPolicy extends GuestPolicy {
  readonly kind = 'throwing';

  evaluate(): Verdict {
    throw new Error('out of order');
  }
}

@Injectable()
class NonsensePolicy extends GuestPolicy {
  readonly kind = 'nonsense';

  evaluate(): Verdict {
    return true as unknown as Verdict;
  }
}

@Injectable()
class EndlessPolicy extends GuestPolicy {
  readonly kind = 'endless';

  evaluate(): Verdict {
    for (;;);
  }
}

@Module({
  providers: [AgreeablePolicy, ThrowingPolicy, NonsensePolicy, EndlessPolicy].map((it) => POLICY_TYPE.provide(it)),
})
export class GuestPoliciesModule {}

@Injectable()
class RivalPolicy extends AgreeablePolicy {}

@Module({ providers: [POLICY_TYPE.provide(AgreeablePolicy), POLICY_TYPE.provide(RivalPolicy)] })
export class RivalPoliciesModule {}

@Injectable({ scope: Scope.REQUEST })
class FleetingPolicy extends AgreeablePolicy {}

@Module({ providers: [POLICY_TYPE.provide(FleetingPolicy)] })
export class FleetingPolicyModule {}
