import assert from 'node:assert/strict';
import type { Type } from '@nestjs/common';
import { getMetadataStorage } from 'class-validator';
import { ValidationFailedError } from '../../common/errors/common.errors.js';
import { parseSettings } from '../../common/extensions/settings.js';
import { settingsSchema } from '../../common/extensions/settings-schema.js';
import { type Lazy, made, testFramework } from './test-framework.js';

type Json = Readonly<Record<string, unknown>>;

export interface DtoSamples {
  readonly accepted: readonly object[];
  readonly refused: readonly object[];
}

interface DocumentedProperty {
  readonly description?: string;
}

const NOT_OBJECTS = [null, undefined, 'text', 7, true, []];

/** Validates as the registry does when settings are saved and when they are read. */
export function parseWith<T extends object>(dto: Type<T>, json: unknown): Promise<T> {
  return parseSettings({ kind: 'sample', description: '', settingsDto: dto }, json);
}

/** What holds for a class that validates and documents what people send. */
export function describeDto(name: string, dto: Lazy<{ readonly type: Type<object> } & DtoSamples>): void {
  const { it } = testFramework();

  it(`takes the ${name} it is meant for`, async () => {
    const { type, accepted } = await made(dto);
    assert.ok(accepted.length > 0, `Give at least one sample of ${name} that is accepted`);
    for (const sample of accepted) await parseWith(type, sample);
  });

  it(`refuses ${name} that are no object, and those given as wrong`, async () => {
    const { type, refused } = await made(dto);
    for (const sample of [...NOT_OBJECTS, ...refused]) await assertRefused(type, sample);
  });

  it(`refuses ${name} with a member it does not know`, async () => {
    const { type, accepted } = await made(dto);
    for (const sample of accepted) await assertRefused(type, { ...sample, noSuchMember: true });
  });

  it(`says of every member of the ${name} what it is`, async () => {
    const { type } = await made(dto);
    const properties = (settingsSchema(type)['properties'] ?? {}) as Readonly<Record<string, DocumentedProperty>>;
    for (const member of validatedMembers(type)) {
      assert.ok(properties[member]?.description, `${type.name}.${member} has no description in the documentation`);
    }
    for (const member of Object.keys(properties)) {
      assert.ok(validatedMembers(type).has(member), `${type.name}.${member} is documented and never validated`);
    }
  });
}

async function assertRefused(type: Type<object>, sample: unknown): Promise<void> {
  const refusal = await parseWith(type, sample).catch((error: unknown) => error);
  assert.ok(refusal instanceof ValidationFailedError, `${type.name} accepts ${JSON.stringify(sample)}`);
}

function validatedMembers(type: Type<object>): Set<string> {
  const rules = getMetadataStorage().getTargetValidationMetadatas(type, '', true, false);
  return new Set(rules.map((it) => it.propertyName));
}

/** Freezes a JSON value all the way down, so that what changes it throws. */
export function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value) || value instanceof Date) return value;
  Object.freeze(value);
  for (const member of Object.values(value as Json)) frozen(member);
  return value;
}
