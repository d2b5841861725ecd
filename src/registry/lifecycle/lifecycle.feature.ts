import type { Feature } from '../../common/feature.js';
import { DriftReview } from './drift-review.js';
import { LifecycleController } from './lifecycle.controller.js';
import { LifecycleService } from './lifecycle.service.js';
import { SecondPerson } from './second-person.js';
import { Successors } from './successors.js';
import { ToolActivation } from './tool-activation.js';
import { ToolAuthor } from './tool-author.entity.js';
import { ToolAuthorsRepository } from './tool-authors.repository.js';
import { TransitionRecorder } from './transition-recorder.js';
import { TransitionRules } from './transition-rules.js';

export const LIFECYCLE: Feature = {
  entities: [ToolAuthor],
  controllers: [LifecycleController],
  providers: [
    DriftReview,
    LifecycleService,
    SecondPerson,
    Successors,
    ToolActivation,
    ToolAuthorsRepository,
    TransitionRecorder,
    TransitionRules,
  ],
};
