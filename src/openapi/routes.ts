import { type INestApplication, RequestMethod, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { ACCESS_RULE, type AccessRule } from '../auth/index.js';
import { SHOWN_KINDS, type ShownKinds } from '../common/extensions/shows-kinds.decorator.js';
import { LIMIT_CLASS, type LimitClass } from '../common/throttling/limit-class.decorator.js';

/** One route, as its decorators describe it. */
export interface Route {
  /** `ToolsController.getTool` */
  readonly handler: string;
  readonly method: string;
  /** `/api/v1/tools/:id` */
  readonly path: string;
  readonly accessRule: AccessRule | undefined;
  readonly limitClass: LimitClass | undefined;
  readonly shownKinds: ShownKinds | undefined;
}

/** Every route of every controller, ours and the guests'. */
export function routesOf(app: INestApplication): Route[] {
  const scanner = new MetadataScanner();
  return app
    .get(DiscoveryService, { strict: false })
    .getControllers()
    .flatMap(({ metatype }) => {
      const controller = metatype as Type;
      const prototype = controller.prototype as Record<string, object>;
      const names = scanner.getAllMethodNames(prototype);
      return names.flatMap((name) => describe(controller, name, prototype[name]) ?? []);
    });
}

function describe(controller: Type, name: string, handler: object | undefined): Route | undefined {
  if (typeof handler !== 'function') return undefined;
  const method = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined;
  if (method === undefined) return undefined;
  const reflector = new Reflector();
  return {
    handler: `${controller.name}.${name}`,
    method: RequestMethod[method],
    path: join(Reflect.getMetadata(PATH_METADATA, controller), Reflect.getMetadata(PATH_METADATA, handler)),
    accessRule: reflector.getAllAndOverride<AccessRule | undefined>(ACCESS_RULE, [handler as Type, controller]),
    limitClass: reflector.get<LimitClass | undefined>(LIMIT_CLASS, handler as Type),
    shownKinds: reflector.get<ShownKinds | undefined>(SHOWN_KINDS, handler as Type),
  };
}

function join(...parts: unknown[]): string {
  return `/${parts
    .flatMap((it) => String(it ?? '').split('/'))
    .filter(Boolean)
    .join('/')}`;
}
