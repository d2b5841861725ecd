import { Injectable } from '@nestjs/common';
import type { AppError, ErrorCategory } from '../../common/errors/app-error.js';
import type { ErrorAnswer, ErrorShape } from '../../common/http/error-shape.js';
import { ErrorShapes } from '../../common/http/error-shapes.js';
import { statusOf } from '../../common/http/status.js';
import { InvalidClientError } from './oauth.errors.js';
import { OAUTH_ERROR_SCHEMA } from './oauth-error.schema.js';

/** Codes of ours that are the standards' own words. */
const STANDARD = new Set([
  'INVALID_REQUEST',
  'INVALID_CLIENT',
  'UNAUTHORIZED_CLIENT',
  'UNSUPPORTED_GRANT_TYPE',
  'INVALID_SCOPE',
  'INVALID_TARGET',
  'INVALID_TOKEN',
  'INVALID_DPOP_PROOF',
]);
const BY_CATEGORY: Readonly<Record<ErrorCategory, string>> = {
  invalid: 'invalid_request',
  unauthenticated: 'invalid_client',
  forbidden: 'insufficient_scope',
  not_found: 'invalid_request',
  conflict: 'invalid_request',
  limited: 'temporarily_unavailable',
  unavailable: 'temporarily_unavailable',
};
/** Codes of ours for which the standards have another word. */
const RENAMED: Readonly<Record<string, string>> = { TOKEN_TOO_LONG: 'invalid_scope' };
/** What the standards tell by 400 and HTTP would tell otherwise (RFC 6749 §5.2, RFC 9449 §5). */
const MALFORMED = new Set(['UNSUPPORTED_MEDIA_TYPE', 'INVALID_DPOP_PROOF']);
const LONGEST_DESCRIPTION = 300;

/** `{ error, error_description }` (RFC 6749 §5.2) for everything below `/oauth`, whatever refuses a request there. */
@Injectable()
export class OAuthErrorShape implements ErrorShape {
  readonly mediaType = 'application/json';
  readonly name = 'OAuthError';
  readonly schema = OAUTH_ERROR_SCHEMA;

  constructor(shapes: ErrorShapes) {
    shapes.use('/oauth', this);
  }

  answer(error: AppError | undefined): ErrorAnswer {
    if (!error) return { status: 500, body: { error: 'server_error', error_description: 'A fault of the registry.' } };
    const body = { error: nameOf(error), error_description: descriptionOf(error) };
    const challenge = error instanceof InvalidClientError && error.scheme && `${error.scheme} realm="registry"`;
    return {
      status: MALFORMED.has(error.code) ? 400 : statusOf(error),
      body,
      ...(challenge && { headers: { 'www-authenticate': challenge } }),
    };
  }
}

function nameOf({ code, category }: AppError): string {
  return STANDARD.has(code) ? code.toLowerCase() : (RENAMED[code] ?? BY_CATEGORY[category]);
}

/** In the characters that the standard allows. */
function descriptionOf({ message, details: { errors = [] } }: AppError): string {
  const [text = ''] = errors.length > 0 ? [errors.map((it) => it.detail).join('; ')] : [message];
  return text
    .replaceAll(/["\\]/g, "'")
    .replaceAll(/[^\x20-\x7e]/g, '?')
    .slice(0, LONGEST_DESCRIPTION);
}
