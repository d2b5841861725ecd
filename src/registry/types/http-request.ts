import { encodeBody } from './http-body.js';
import { climbs, encodeStrictly } from './http-encoding.js';
import type { HttpParameter, HttpSettings, Location } from './http.settings.js';
import { isHeaderForInput } from './is-parameter-name.decorator.js';
import { type Pair, toPairs, toText } from './parameter-styles.js';

type Input = Readonly<Record<string, unknown>>;

export interface HttpRequest {
  readonly url: URL;
  readonly method: string;
  readonly headers: Headers;
  readonly body?: string | FormData;
}

/** A request, or in words for the caller why the input cannot be sent. */
export type BuiltRequest = { readonly request: HttpRequest } | { readonly refused: string };

/** Why some input cannot be sent. Its message is for the caller. */
class Refusal extends Error {}

/** What may stand in a header: visible ASCII, blanks between. Line ends would begin another header. */
const HEADER_VALUE = /^[\x21-\x7e]([\x20-\x7e\t]*[\x21-\x7e])?$/;

/**
 * Builds the request that a tool's settings make of an input. Input decides about values alone: never about host, path
 * segments, names of headers or where the message ends.
 */
export function buildRequest(endpoint: string, settings: HttpSettings, input: Input): BuiltRequest {
  try {
    const url = urlOf(endpoint, settings, input);
    const headers = headersOf(settings, input);
    const body = bodyOf(settings, input);
    if (body?.contentType !== undefined) headers.set('content-type', body.contentType);
    return { request: { url, method: settings.method, headers, ...(body && { body: body.content }) } };
  } catch (error) {
    if (error instanceof Refusal) return { refused: error.message };
    throw error;
  }
}

function urlOf(endpoint: string, settings: HttpSettings, input: Input): URL {
  const base = new URL(endpoint);
  const path = base.pathname.replace(/\/$/, '') + expand(settings, input);
  const url = new URL(base.origin);
  url.pathname = path;
  if (url.pathname !== (path || '/')) throw new Refusal('The path parameters do not make a path.');
  const query = [...base.searchParams, ...pairsIn('query', settings, input)];
  url.search = query.map(([name, value]) => `${encodeStrictly(name)}=${encodeStrictly(value)}`).join('&');
  return url;
}

function expand({ path = '', parameters = [] }: HttpSettings, input: Input): string {
  const byName = new Map(parameters.filter((it) => it.in === 'path').map((it) => [it.name, it]));
  return path
    .split(/(\{[^{}]*\})/)
    .map((part) => {
      const parameter = part.startsWith('{') ? byName.get(part.slice(1, -1)) : undefined;
      return parameter ? pathText(parameter, input) : encodeURI(part).replaceAll('%25', '%');
    })
    .join('');
}

function pathText(parameter: HttpParameter, input: Input): string {
  const { name, style = 'simple', explode = false } = parameter;
  const value = valueOf(parameter, input);
  const raw = toText({ name, value, style, explode }, (text) => text);
  if (value === undefined || raw === '') throw new Refusal(`"${name}" must not be empty: it is part of the path.`);
  if (climbs(raw)) throw new Refusal(`"${name}" must not hold path segments such as "..".`);
  return toText({ name, value, style, explode }, encodeStrictly);
}

function headersOf(settings: HttpSettings, input: Input): Headers {
  const headers = new Headers({ accept: 'application/json, text/*;q=0.9, */*;q=0.1' });
  for (const parameter of settings.parameters ?? []) {
    const value = valueOf(parameter, input);
    if (parameter.in !== 'header' || value === undefined) continue;
    const { name, style = 'simple', explode = false } = parameter;
    const text = toText({ name, value, style, explode }, (it) => it);
    if (!isHeaderForInput(name) || !HEADER_VALUE.test(text)) throw new Refusal(`"${name}" cannot be sent in a header.`);
    headers.set(name, text);
  }
  const cookies = pairsIn('cookie', settings, input).map(
    ([name, value]) => `${encodeStrictly(name)}=${encodeStrictly(value)}`,
  );
  if (cookies.length > 0) headers.set('cookie', cookies.join('; '));
  return headers;
}

function pairsIn(location: Location, { parameters = [] }: HttpSettings, input: Input): Pair[] {
  return parameters.flatMap((parameter) => {
    const value = valueOf(parameter, input);
    if (parameter.in !== location || value === undefined) return [];
    const { name, style = 'form', explode = style === 'form' } = parameter;
    return toPairs({ name, value, style, explode });
  });
}

function bodyOf({ method, body }: HttpSettings, input: Input) {
  if (!body || method === 'GET' || method === 'HEAD') return undefined;
  const member = body.input ?? 'body';
  const value = Object.hasOwn(input, member) ? input[member] : undefined;
  if (value === undefined) return undefined;
  const encoded = encodeBody(body, value);
  if (!encoded) throw new Refusal(`"${member}" cannot be sent as ${body.contentType}.`);
  return encoded;
}

function valueOf({ name, input: member = name }: HttpParameter, input: Input): unknown {
  return Object.hasOwn(input, member) ? input[member] : undefined;
}
