import type { Feature } from '../../common/feature.js';
import { BuiltInRoleSeeding } from './built-in-role-seeding.js';
import { RoleAdministration } from './role-administration.js';
import { Role } from './role.entity.js';
import { RolesController } from './roles.controller.js';
import { RolesRepository } from './roles.repository.js';
import { RolesService } from './roles.service.js';

export const ROLES: Feature = {
  entities: [Role],
  controllers: [RolesController],
  providers: [BuiltInRoleSeeding, RoleAdministration, RolesRepository, RolesService],
};
