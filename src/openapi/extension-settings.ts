import type { INestApplication, Type } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { ExtensionRegistry } from '../common/extensions/extension-registry.js';
import type { Extension } from '../common/extensions/extension-point.js';

/** A kind with the classes that describe what it is told. */
export type Described = Extension & { readonly settingsDto?: Type; readonly credentialsDto?: Type };

/** The classes with which installed extensions, guests' included, describe their settings and credentials. */
export function extensionModels(app: INestApplication): Type[] {
  const models = extensionsOf(app).flatMap(({ settingsDto, credentialsDto }) => [settingsDto, credentialsDto]);
  return [...new Set(models)].filter((it) => it !== undefined);
}

/** Which of those classes belongs to which kind, by reference into the document. */
export function settingsByKind(app: INestApplication): Record<string, Record<string, { $ref: string }>> {
  const points: Record<string, Record<string, { $ref: string }>> = {};
  for (const registry of registriesOf(app)) {
    for (const { kind, settingsDto, credentialsDto } of registry.list() as readonly Described[]) {
      const models = { settings: settingsDto, credentials: credentialsDto };
      for (const [use, model] of Object.entries(models)) {
        if (model)
          (points[`${registry.point.name} ${use}`] ??= {})[kind] = { $ref: `#/components/schemas/${model.name}` };
      }
    }
  }
  return points;
}

/** What is installed at an extension point. */
export function kindsAt(app: INestApplication, point: string): readonly Described[] {
  return (
    registriesOf(app)
      .find((it) => it.point.name === point)
      ?.list() ?? []
  );
}

function extensionsOf(app: INestApplication): Described[] {
  return registriesOf(app).flatMap((it) => it.list() as readonly Described[]);
}

function registriesOf(app: INestApplication): ExtensionRegistry<Extension>[] {
  const providers = app.get(DiscoveryService, { strict: false }).getProviders();
  const instances = new Set(providers.map(({ instance }) => instance as unknown));
  return [...instances].filter((it) => it instanceof ExtensionRegistry);
}
