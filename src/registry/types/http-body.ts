import type { HttpBody } from './http.settings.js';
import { toPairs } from './parameter-styles.js';

export interface EncodedBody {
  readonly content: string | FormData;
  /** Undefined where the platform sets it: a multipart boundary is its own choice. */
  readonly contentType?: string;
}

/** The body as its media type wants it; undefined when the type has no way to write such a value. */
export function encodeBody({ contentType, files = [] }: HttpBody, value: unknown): EncodedBody | undefined {
  const type = contentType.toLowerCase();
  if (/[/+]json$/.test(type)) return { content: JSON.stringify(value), contentType };
  if (type === 'multipart/form-data') return isObject(value) ? { content: multipart(value, files) } : undefined;
  if (type === 'application/x-www-form-urlencoded')
    return isObject(value) ? { content: form(value), contentType } : undefined;
  return typeof value === 'string' ? { content: value, contentType } : undefined;
}

function form(value: Readonly<Record<string, unknown>>): string {
  return new URLSearchParams(pairsOf(value)).toString();
}

function multipart(value: Readonly<Record<string, unknown>>, files: readonly string[]): FormData {
  const data = new FormData();
  for (const [name, text] of pairsOf(value)) {
    if (files.includes(name)) data.append(name, new Blob([Buffer.from(text, 'base64')]), name);
    else data.append(name, text);
  }
  return data;
}

function pairsOf(value: Readonly<Record<string, unknown>>): [string, string][] {
  return Object.entries(value).flatMap(([name, member]) => {
    const style = isObject(member) ? 'json' : 'form';
    return toPairs({ name, value: member, style, explode: true }).map(([key, text]): [string, string] => [key, text]);
  });
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
