import type { Feature } from '../../common/feature.js';
import { PermissionCatalogue } from './permission-catalogue.js';
import { PermissionListing } from './permission-listing.js';
import { PermissionsController } from './permissions.controller.js';

export const PERMISSION_CATALOGUE: Feature = {
  controllers: [PermissionsController],
  providers: [PermissionCatalogue, PermissionListing],
};
