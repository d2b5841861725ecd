import type { Feature } from '../../common/feature.js';
import { ObjectPermissions } from './object-permissions.js';
import { RouteAccess } from './route-access.js';
import { TagSources } from './tag-sources.js';

export const NARROWING: Feature = {
  providers: [ObjectPermissions, RouteAccess, TagSources],
};
