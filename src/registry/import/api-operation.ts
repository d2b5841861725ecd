import type { Location, Style } from '../types/http.settings.js';
import type { JsonObject } from './json-values.js';

/** What an operation takes in a place of its own. Its schema is as the document has it. */
export interface ApiParameter {
  readonly name: string;
  readonly in: Location;
  readonly required: boolean;
  readonly description: string | undefined;
  readonly schema: JsonObject;
  /** Beside those in the schema. */
  readonly examples?: readonly unknown[];
  readonly style?: Style;
  readonly explode?: boolean;
}

export interface ApiBody {
  readonly contentType: string;
  readonly required: boolean;
  readonly description: string | undefined;
  readonly schema: JsonObject;
  /** Beside those in the schema. */
  readonly examples?: readonly unknown[];
}

/** A secret that the operation's own API wants, and where it travels. */
export interface SecretSlot {
  readonly slot: string;
  readonly placement: 'header' | 'query' | 'basic' | 'bearer' | 'none';
  /** Of the header or query parameter. */
  readonly name?: string;
}

/** An operation of a document, the same whatever the version of OpenAPI. */
export interface ApiOperation {
  readonly method: string;
  readonly path: string;
  readonly operationId: string | undefined;
  readonly summary: string | undefined;
  readonly description: string | undefined;
  readonly tags: readonly string[];
  readonly deprecated: boolean;
  /** As the document has them: possibly relative. */
  readonly servers: readonly string[];
  readonly parameters: readonly ApiParameter[];
  readonly body: ApiBody | undefined;
  /** Of a successful answer in JSON. */
  readonly answer: JsonObject | undefined;
  readonly slots: readonly SecretSlot[];
  readonly scopes: readonly string[];
}

/** What a tool remembers of where it comes from: stable while names and texts of the document change. */
export function operationKey({ method, path }: Pick<ApiOperation, 'method' | 'path'>): string {
  return `${method} ${path}`;
}
