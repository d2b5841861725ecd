import { Injectable, Module, Scope, type Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { BusinessHoursModule, BusinessHoursPolicy } from '../../examples/business-hours-policy/index.js';
import { InMemoryDirectory } from '../../examples/ldap-auth/directory.js';
import { LdapAuthMethod } from '../../examples/ldap-auth/index.js';
import { ProjectEntitySource } from '../../examples/project-entities/index.js';
import { SqlToolType } from '../../examples/sql-tool/index.js';
import { StatsdSink } from '../../examples/statsd-sink/index.js';
import { AuthMethods } from '../../src/auth/index.js';
import type { Extension, ExtensionPoint } from '../../src/common/extensions/extension-point.js';
import type { ExtensionRegistry } from '../../src/common/extensions/extension-registry.js';
import { AUTH_METHOD } from '../../src/auth/index.js';
import { SECRET_STORE, SecretStores } from '../../src/credentials/index.js';
import { MONITORING_SINK, MonitoringSinks } from '../../src/monitoring/index.js';
import { ENTITY_SOURCE, EntitySources, POLICY_TYPE, PolicyTypes } from '../../src/policy/index.js';
import { TOOL_TYPE, ToolTypes } from '../../src/registry/index.js';
import { startTestRegistry } from '../support/registry.js';

class MemoryStore {
  readonly kind = 'memory';
  readonly description = 'Keeps secrets in memory.';
  readonly put = () => Promise.resolve();
  readonly get = () => Promise.resolve(undefined);
  readonly delete = () => Promise.resolve();
}

interface Point {
  readonly point: ExtensionPoint<Extension>;
  readonly registry: Type<ExtensionRegistry<Extension>>;
  readonly guest: Extension;
  /** A kind of ours. */
  readonly taken: string;
}

const POINTS = [
  {
    point: AUTH_METHOD,
    registry: AuthMethods,
    guest: new LdapAuthMethod(new InMemoryDirectory([])),
    taken: 'password',
  },
  { point: POLICY_TYPE, registry: PolicyTypes, guest: new BusinessHoursPolicy(), taken: 'role_based' },
  { point: TOOL_TYPE, registry: ToolTypes, guest: new SqlToolType(), taken: 'http' },
  { point: ENTITY_SOURCE, registry: EntitySources, guest: new ProjectEntitySource([]), taken: 'tool' },
  {
    point: MONITORING_SINK,
    registry: MonitoringSinks,
    guest: new StatsdSink({ host: '127.0.0.1', port: 9 }),
    taken: 'prometheus',
  },
  { point: SECRET_STORE, registry: SecretStores, guest: new MemoryStore(), taken: 'database' },
] as unknown as readonly Point[];

/** An implementation of nothing, for a kind that is given. */
class Usurper implements Extension {
  readonly description = 'Claims what somebody else has.';
  constructor(readonly kind: string) {}
}

const contributing = (point: ExtensionPoint<Extension>, extension: Extension) => {
  @Module({ providers: [point.provide({ useFactory: () => extension })] })
  class GuestModule {}
  return GuestModule;
};

const registering = (registry: Point['registry'], extension: Extension) => (app: NestFastifyApplication) =>
  app.get(registry).register(extension);

describe.each(POINTS.map((it) => [it.point.name, it] as const))('%s', (_name, { point, registry, guest, taken }) => {
  it('takes an implementation by hand before the registry listens, and none afterwards', async () => {
    const started = await startTestRegistry({ beforeListening: registering(registry, guest) });
    try {
      const installed = started.app.get(registry);
      expect(installed.get(guest.kind)).toBe(guest);
      expect(installed.list().map((it) => it.kind)).toEqual(expect.arrayContaining([guest.kind, taken]));
      expect(() => installed.register(new Usurper('late'))).toThrow(
        /Usurper was registered after the application started/,
      );
    } finally {
      await started.close();
    }
  });

  it('stops the boot when two own one kind, and names both', async () => {
    const extensions = [contributing(point, guest), contributing(point, new Usurper(guest.kind))];
    const both = new RegExp(`${point.name}: "${guest.kind}" is claimed by both ${guest.constructor.name} and Usurper`);
    await expect(startTestRegistry({ extensions })).rejects.toThrow(both);
  });

  it('stops the boot when a guest claims a kind of ours, whichever way it comes', async () => {
    const claim = new RegExp(`"${taken}" is claimed by both (\\w+ and Usurper|Usurper and \\w+)`);
    const usurper = new Usurper(taken);
    await expect(startTestRegistry({ extensions: [contributing(point, usurper)] })).rejects.toThrow(claim);
    await expect(startTestRegistry({ beforeListening: registering(registry, usurper) })).rejects.toThrow(claim);
  });

  it('stops the boot over a request-scoped implementation, and names it', async () => {
    @Injectable({ scope: Scope.REQUEST })
    class PerRequest extends Usurper {
      constructor() {
        super('per_request');
      }
    }
    @Module({ providers: [point.provide(PerRequest)] })
    class GuestModule {}
    await expect(startTestRegistry({ extensions: [GuestModule] })).rejects.toThrow(
      `${point.name}: PerRequest must be a singleton, not request-scoped`,
    );
  });

  it('stops the boot over a kind that is not lower_snake_case, and names its owner', async () => {
    const odd = new Usurper('Odd-Kind');
    await expect(startTestRegistry({ extensions: [contributing(point, odd)] })).rejects.toThrow(
      /"Odd-Kind" of Usurper/,
    );
  });
});

it('does not care in which order guests come', async () => {
  const usual = contributing(TOOL_TYPE as unknown as ExtensionPoint<Extension>, new SqlToolType());
  for (const extensions of [
    [BusinessHoursModule, usual],
    [usual, BusinessHoursModule],
  ]) {
    const { app, close } = await startTestRegistry({ extensions });
    expect([app.get(PolicyTypes).find('business_hours'), app.get(ToolTypes).find('sql')]).not.toContain(undefined);
    await close();
  }
});
