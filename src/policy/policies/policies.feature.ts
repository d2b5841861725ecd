import type { Feature } from '../../common/feature.js';
import { PolicyLint } from './lint/policy-lint.js';
import { UnknownNames } from './lint/unknown-names.js';
import { PoliciesController } from './policies.controller.js';
import { PoliciesRepository } from './policies.repository.js';
import { PoliciesService } from './policies.service.js';
import { Policy } from './policy.entity.js';
import { PolicyChanges } from './policy-changes.js';
import { PolicyReader } from './policy-reader.js';
import { PolicyTypesController } from './policy-types.controller.js';
import { PolicyTypesService } from './policy-types.service.js';
import { ChangeRecord } from './versions/change-record.js';
import { PolicyVersion } from './versions/policy-version.entity.js';
import { PolicyVersionsController } from './versions/policy-versions.controller.js';
import { PolicyVersionsRepository } from './versions/policy-versions.repository.js';
import { PolicyVersionsService } from './versions/policy-versions.service.js';
import { SettingsCheck } from './versions/settings-check.js';

export const POLICIES: Feature = {
  entities: [Policy, PolicyVersion],
  controllers: [PoliciesController, PolicyTypesController, PolicyVersionsController],
  providers: [
    ChangeRecord,
    PoliciesRepository,
    PoliciesService,
    PolicyChanges,
    PolicyLint,
    PolicyReader,
    PolicyTypesService,
    PolicyVersionsRepository,
    PolicyVersionsService,
    SettingsCheck,
    UnknownNames,
  ],
};
