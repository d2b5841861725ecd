import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { DriftReview } from '../lifecycle/drift-review.js';
import { ToolActivation } from '../lifecycle/tool-activation.js';

/** What the life of tools makes of an import, told before anything is stored, so that a dry run tells it too. */
export interface Foresight extends Pick<DriftReview, 'driftOf'>, Pick<ToolActivation, 'begun' | 'changed'> {
  readonly at: Date;
}

@Injectable()
export class ImportForesight {
  constructor(
    private readonly drifts: DriftReview,
    private readonly activation: ToolActivation,
    private readonly clock: Clock,
  ) {}

  now(): Foresight {
    return {
      at: this.clock.now(),
      driftOf: (change, benign) => this.drifts.driftOf(change, benign),
      begun: (tool) => this.activation.begun(tool),
      changed: (before, after) => this.activation.changed(before, after),
    };
  }
}
