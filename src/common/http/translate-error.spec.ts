import { BadGatewayException, NotFoundException } from '@nestjs/common';
import { PreconditionFailedError } from '../errors/common.errors.js';
import { statusOf } from './status.js';
import { translateError } from './translate-error.js';

const coded = (code: string, rest: object = {}) => Object.assign(new Error('x'), { code, ...rest });

describe('translateError', () => {
  it('leaves our own errors as they are', () => {
    const error = new PreconditionFailedError();
    expect(translateError(error)).toBe(error);
  });

  it.each([
    ['a statement timeout', coded('57014')],
    ['too many connections', coded('53300')],
    ['a shutdown', coded('57P01')],
    ['a deadlock', coded('40P01')],
    ['a refused connection', coded('ECONNREFUSED')],
    ['an exhausted pool', new Error('timeout exceeded when trying to connect')],
    ['a lost connection', new Error('Connection terminated unexpectedly')],
  ])('takes %s for an outage', (_, error) => {
    expect(translateError(error)?.code).toBe('SERVICE_UNAVAILABLE');
  });

  it.each([
    [new NotFoundException(), 404, 'ROUTE_NOT_FOUND'],
    [coded('FST_ERR_CTP_BODY_TOO_LARGE', { statusCode: 413 }), 413, 'BODY_TOO_LARGE'],
    [coded('FST_ERR_CTP_INVALID_MEDIA_TYPE', { statusCode: 415 }), 415, 'UNSUPPORTED_MEDIA_TYPE'],
    [coded('FST_ERR_CTP_INVALID_CONTENT_LENGTH', { statusCode: 400 }), 400, 'MALFORMED_REQUEST'],
  ])('says %s in our words', (thrown, status, code) => {
    const error = translateError(thrown);
    expect(error && [statusOf(error), error.code]).toEqual([status, code]);
  });

  it.each([
    ['a defect', new TypeError('x is not a function')],
    ['a violated constraint', coded('23505')],
    ['a status nobody meant', new BadGatewayException()],
    ['a foreign statusCode', Object.assign(new Error('x'), { statusCode: 404 })],
    ['something that is no error', 'text'],
  ])('takes %s for a fault of ours', (_, thrown) => {
    expect(translateError(thrown)).toBeUndefined();
  });
});
