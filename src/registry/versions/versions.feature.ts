import type { Feature } from '../../common/feature.js';
import { ServedSwitch } from './served-switch.js';
import { ServedVersions } from './served-versions.js';
import { ToolAlias } from './tool-alias.entity.js';
import { ToolPin } from './tool-pin.entity.js';
import { ToolVersionsController } from './tool-versions.controller.js';
import { ToolVersionsService } from './tool-versions.service.js';
import { VersionChangesService } from './version-changes.service.js';
import { VersionNamesController } from './version-names.controller.js';
import { VersionNames } from './version-names.js';
import { VersionNamesService } from './version-names.service.js';
import { VersionPublisher } from './version-publisher.js';
import { VersionWithdrawal } from './version-withdrawal.js';
import { VersionsRepository } from './versions.repository.js';

export const VERSIONS: Feature = {
  entities: [ToolAlias, ToolPin],
  controllers: [ToolVersionsController, VersionNamesController],
  providers: [
    ServedSwitch,
    ServedVersions,
    ToolVersionsService,
    VersionChangesService,
    VersionNames,
    VersionNamesService,
    VersionPublisher,
    VersionWithdrawal,
    VersionsRepository,
  ],
};
