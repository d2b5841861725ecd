import { Injectable } from '@nestjs/common';
import { UnknownKindError, ValidationFailedError } from '../../../common/errors/common.errors.js';
import { parseSettings } from '../../../common/extensions/settings.js';
import { PolicyVersionUnfitError } from '../../policy.errors.js';
import { PolicyTypes } from '../../policy-types.js';
import type { PolicyState } from '../policy-state.js';

/** Whether what a kind took once it takes still: kinds change, and go, from release to release. */
@Injectable()
export class SettingsCheck {
  constructor(private readonly types: PolicyTypes) {}

  /** @throws PolicyVersionUnfitError */
  async requireFit({ kind, settings }: PolicyState): Promise<void> {
    try {
      await parseSettings(this.types.get(kind), settings);
    } catch (error) {
      const isUnfit = error instanceof ValidationFailedError || error instanceof UnknownKindError;
      throw isUnfit ? new PolicyVersionUnfitError(kind, error.details.errors ?? []) : error;
    }
  }
}
