import { isDeepStrictEqual } from 'node:util';
import { escapePointer } from '../../common/errors/field-errors.js';
import type { SettingsShape } from './settings-shape.js';

/** What stands in a reply where a secret is kept. */
export const MASK = '********';

/** Settings as they may be seen, and the secrets in place of which a mask stands there, by JSON pointer. */
export interface MaskedSettings {
  readonly shown: unknown;
  readonly secrets: Readonly<Record<string, unknown>>;
}

/** Puts masks in place of what the shape marks as secret. */
export function maskSecrets(settings: unknown, shape: SettingsShape): MaskedSettings {
  const secrets: Record<string, unknown> = {};
  const visit = (value: unknown, its: SettingsShape, pointer: string): unknown => {
    if (!its.isSecret) return mapParts(value, (part, name) => visit(part, its.part(name), below(pointer, name)));
    secrets[pointer] = value;
    return MASK;
  };
  return { shown: visit(settings, shape, ''), secrets };
}

/** The settings themselves. */
export function revealSecrets({ shown, secrets }: MaskedSettings, pointer = ''): unknown {
  if (Object.hasOwn(secrets, pointer)) return secrets[pointer];
  return mapParts(shown, (part, name) => revealSecrets({ shown: part, secrets }, below(pointer, name)));
}

/**
 * Settings that come back, with the kept secrets in place of masks.
 *
 * In lists an element is known again by everything that is seen of it: so a secret never passes to another element. A mask
 * for which nothing is kept stays.
 */
export function unmask(settings: unknown, { shown, secrets }: MaskedSettings, pointer = ''): unknown {
  if (settings === MASK && Object.hasOwn(secrets, pointer)) return secrets[pointer];
  return mapParts(settings, (part, name) => {
    const kept = Array.isArray(settings) ? placeIn(shown, part) : name;
    return kept === undefined ? part : unmask(part, { shown: partOf(shown, kept), secrets }, below(pointer, kept));
  });
}

function placeIn(list: unknown, element: unknown): string | undefined {
  const place = Array.isArray(list) ? list.findIndex((it) => isDeepStrictEqual(it, element)) : -1;
  return place < 0 ? undefined : String(place);
}

function partOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}

function mapParts(value: unknown, change: (part: unknown, name: string) => unknown): unknown {
  if (Array.isArray(value)) return value.map((it, index) => change(it, String(index)));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, it]) => [name, change(it, name)]));
}

const below = (pointer: string, name: string) => `${pointer}/${escapePointer(name)}`;
