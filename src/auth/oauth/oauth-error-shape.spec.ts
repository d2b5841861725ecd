import { UnsupportedMediaTypeError, ServiceUnavailableError } from '../../common/http/http.errors.js';
import { ErrorShapes } from '../../common/http/error-shapes.js';
import { ValidationFailedError } from '../../common/errors/common.errors.js';
import { LimitsUnavailableError, RateLimitedError } from '../../common/throttling/throttling.errors.js';
import { InsufficientPermissionError, InvalidTokenError } from '../auth.errors.js';
import { InvalidDpopProofError } from '../dpop/dpop.errors.js';
import { InvalidClientError, InvalidScopeError } from './oauth.errors.js';
import { OAuthErrorShape } from './oauth-error-shape.js';

const fieldError = (detail: string) => new ValidationFailedError([{ pointer: '/scope', code: 'X', detail }]);

describe('OAuthErrorShape', () => {
  const shapes = new ErrorShapes();
  const shape = new OAuthErrorShape(shapes);

  it.each([
    [new InvalidScopeError('no'), 400, 'invalid_scope'],
    [new InvalidClientError(), 401, 'invalid_client'],
    [new InvalidTokenError(), 401, 'invalid_token'],
    [new InvalidDpopProofError('is old'), 400, 'invalid_dpop_proof'],
    [new InsufficientPermissionError('token:introspect'), 403, 'insufficient_scope'],
    [fieldError('scope must be a string'), 400, 'invalid_request'],
    [new UnsupportedMediaTypeError(), 400, 'invalid_request'],
    [new RateLimitedError(3), 429, 'temporarily_unavailable'],
    [new LimitsUnavailableError(), 503, 'temporarily_unavailable'],
    [new ServiceUnavailableError(), 503, 'temporarily_unavailable'],
    [undefined, 500, 'server_error'],
  ])('tells %p', (error, status, name) => {
    expect(shape.answer(error)).toMatchObject({ status, body: { error: name, error_description: expect.any(String) } });
  });

  it('challenges for Basic where Basic was used, and nowhere else', () => {
    expect(shape.answer(new InvalidClientError('Basic')).headers).toEqual({
      'www-authenticate': 'Basic realm="registry"',
    });
    expect(shape.answer(new InvalidClientError()).headers).toBeUndefined();
  });

  it('describes in the characters that RFC 6749 allows, at most 300', () => {
    const { body } = shape.answer(fieldError(`"a\\b" é\n${'x'.repeat(1000)}`));
    expect((body as { error_description: string }).error_description).toMatch(/^'a'b' \?\?x+$/);
    expect((body as { error_description: string }).error_description).toHaveLength(300);
  });

  it.each(['/oauth/token', '/oauth/unknown/below'])('holds at %s', (path) => {
    expect(shapes.of(path)).toBe(shape);
  });

  it.each(['/oauth', '/oauthy/token', '/api/v1/oauth/token', '/'])('does not hold at %s', (path) => {
    expect(shapes.of(path).name).toBe('Problem');
  });
});
