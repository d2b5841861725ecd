import type { Feature } from '../../common/feature.js';
import { AccessEvaluation } from './access-evaluation.js';
import { AuthzenConfigurationController } from './authzen-configuration.controller.js';
import { AuthzenController } from './authzen.controller.js';
import { AuthzenErrorShape } from './authzen-error-shape.js';
import { BatchEvaluation } from './batch-evaluation.js';
import { EvaluatedResources } from './evaluated-resources.js';
import { EvaluatedSubjects } from './evaluated-subjects.js';

export const AUTHZEN: Feature = {
  controllers: [AuthzenController, AuthzenConfigurationController],
  providers: [AccessEvaluation, AuthzenErrorShape, BatchEvaluation, EvaluatedResources, EvaluatedSubjects],
};
