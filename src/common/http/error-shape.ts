import type { SchemaObject } from '@nestjs/swagger';
import type { AppError } from '../errors/app-error.js';

/** What an error is told with: all that is HTTP about it. */
export interface ErrorAnswer {
  readonly status: number;
  readonly body: object;
  /** Set unless the route has set them already. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** The refused request, as far as an answer may mention it. */
export interface RefusedRequest {
  readonly id: string;
  readonly url: string;
}

/** How one family of routes tells errors: a standard's own routes tell them as that standard says. */
export interface ErrorShape {
  readonly mediaType: string;
  /** Names the body in the OpenAPI document. */
  readonly name: string;
  readonly schema: SchemaObject;

  /** @param error undefined for a fault of ours, of which nothing is told. */
  answer(error: AppError | undefined, request: RefusedRequest): ErrorAnswer;
}
