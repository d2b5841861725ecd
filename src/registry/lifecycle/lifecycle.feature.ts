import type { Feature } from '../../common/feature.js';
import { DriftReview } from './drift-review.js';
import { LifecycleController } from './lifecycle.controller.js';
import { LifecycleService } from './lifecycle.service.js';
import { Successors } from './successors.js';
import { TransitionRecorder } from './transition-recorder.js';

export const LIFECYCLE: Feature = {
  controllers: [LifecycleController],
  providers: [DriftReview, LifecycleService, Successors, TransitionRecorder],
};
