import type { Feature } from '../../common/feature.js';
import { EvaluationController } from './evaluation.controller.js';
import { EvaluationService } from './evaluation.service.js';
import { PolicyOverlay } from './policy-overlay.js';
import { QuestionedAgents } from './questioned-agents.js';

export const EVALUATION: Feature = {
  controllers: [EvaluationController],
  providers: [EvaluationService, PolicyOverlay, QuestionedAgents],
};
