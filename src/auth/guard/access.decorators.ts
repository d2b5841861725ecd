import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { Permission } from '../permissions.js';
import type { Principal } from '../principal.js';

export const ACCESS_RULE = Symbol('ACCESS_RULE');

/** Who may call a route: anybody, or holders of a permission. Every route carries exactly one. */
export type AccessRule =
  | { readonly access: 'public' }
  | {
      readonly access: 'permission';
      readonly permission: Permission;
      /** Path parameter that names the object for which a narrowed permission (`tool:manage:<id>`) must be held. */
      readonly narrowedBy?: string;
      /** The kind of that object, `tool`: then permissions narrowed to one of its tags count too. */
      readonly of?: string;
      /** A narrowed permission opens the route, and the service checks for which objects it is held. */
      readonly narrowedInService?: boolean;
    };

/** The route needs no proof of who is calling. */
export const Public = () => SetMetadata<symbol, AccessRule>(ACCESS_RULE, { access: 'public' });

/** The route needs a permission, for every object unless `narrowing` says otherwise. */
export const RequirePermission = (
  permission: Permission,
  narrowing: { narrowedBy?: string; of?: string; narrowedInService?: boolean } = {},
) => SetMetadata<symbol, AccessRule>(ACCESS_RULE, { access: 'permission', permission, ...narrowing });

/** The authenticated caller, as the guard made it. */
export const CurrentPrincipal = createParamDecorator(
  (_: unknown, context: ExecutionContext): Principal =>
    context.switchToHttp().getRequest<{ principal: Principal }>().principal,
);
