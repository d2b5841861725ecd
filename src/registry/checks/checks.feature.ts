import type { Feature } from '../../common/feature.js';
import { EndpointCheck } from './endpoint.check.js';
import { FindingsController } from './findings.controller.js';
import { HiddenTextCheck } from './hidden-text.check.js';
import { ModelInstructionsCheck } from './model-instructions.check.js';
import { PortabilityCheck } from './portability.check.js';
import { SecretsCheck } from './secrets.check.js';
import { ToolChecks } from './tool-checks.js';
import { ToolReview } from './tool-review.js';

export const CHECKS: Feature = {
  controllers: [FindingsController],
  providers: [
    EndpointCheck,
    HiddenTextCheck,
    ModelInstructionsCheck,
    PortabilityCheck,
    SecretsCheck,
    ToolChecks,
    ToolReview,
  ],
};
