import type { Style } from './http.settings.js';

/** A name and a value, both not encoded yet. */
export type Pair = readonly [name: string, value: string];

interface Written {
  readonly name: string;
  readonly value: unknown;
  readonly style: Style;
  readonly explode: boolean;
}

const SEPARATORS: Partial<Record<Style, string>> = { spaceDelimited: ' ', pipeDelimited: '|' };

/** A parameter of query or cookie as name and value pairs (OpenAPI 3.1, style values). */
export function toPairs({ name, value, style, explode }: Written): Pair[] {
  if (style === 'json') return [[name, JSON.stringify(value)]];
  if (Array.isArray(value)) {
    if (explode) return value.map((it) => [name, scalar(it)]);
    return [[name, value.map(scalar).join(SEPARATORS[style] ?? ',')]];
  }
  if (!isObject(value)) return [[name, scalar(value)]];
  const members = Object.entries(value).filter(([, it]) => it !== undefined);
  if (style === 'deepObject') return members.map(([key, it]) => [`${name}[${key}]`, scalar(it)]);
  if (explode) return members.map(([key, it]) => [key, scalar(it)]);
  return [[name, members.flatMap(([key, it]) => [key, scalar(it)]).join(SEPARATORS[style] ?? ',')]];
}

/**
 * A parameter of path or header as one text.
 *
 * @param encode applied to every name and value, not to the delimiters between them.
 */
export function toText({ name, value, style, explode }: Written, encode: (text: string) => string): string {
  if (style === 'json') return encode(JSON.stringify(value));
  const prefix = style === 'label' ? '.' : '';
  const separator = explode && style === 'label' ? '.' : ',';
  const written = partsOf(value, explode).map((part) => part.map(encode).join('='));
  if (style !== 'matrix') return prefix + written.join(separator);
  if (!explode) return `;${encode(name)}=${written.join(',')}`;
  return isObject(value)
    ? written.map((it) => `;${it}`).join('')
    : written.map((it) => `;${encode(name)}=${it}`).join('');
}

/** Scalars and members of lists alone; members of objects as `key=value` where exploded, else one after the other. */
function partsOf(value: unknown, explode: boolean): string[][] {
  if (Array.isArray(value)) return value.map((it) => [scalar(it)]);
  if (!isObject(value)) return [[scalar(value)]];
  const members = Object.entries(value).filter(([, it]) => it !== undefined);
  return explode
    ? members.map(([key, it]) => [key, scalar(it)])
    : members.flatMap(([key, it]) => [[key], [scalar(it)]]);
}

function scalar(value: unknown): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '');
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
