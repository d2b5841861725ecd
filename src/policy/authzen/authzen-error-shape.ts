import { Injectable } from '@nestjs/common';
import type { SchemaObject } from '@nestjs/swagger';
import type { AppError } from '../../common/errors/app-error.js';
import type { ErrorAnswer, ErrorShape } from '../../common/http/error-shape.js';
import { ErrorShapes } from '../../common/http/error-shapes.js';
import { statusOf } from '../../common/http/status.js';

/** What is told of an error, for a whole request and for one evaluation of several alike. */
export interface AuthzenError {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

const SCHEMA: SchemaObject = {
  type: 'object',
  description: 'Why a request was refused. A denied access is no error.',
  required: ['status', 'code', 'message'],
  properties: {
    status: { type: 'integer', description: 'As in the status line.' },
    code: { type: 'string', description: 'Stable code.' },
    message: { type: 'string', description: 'What is wrong, for people.' },
  },
};

/** `{ status, code, message }` for everything below `/access`, whatever refuses a request there. */
@Injectable()
export class AuthzenErrorShape implements ErrorShape {
  readonly mediaType = 'application/json';
  readonly name = 'AuthzenError';
  readonly schema = SCHEMA;

  constructor(shapes: ErrorShapes) {
    shapes.use('/access', this);
  }

  answer(error: AppError | undefined): ErrorAnswer {
    if (!error) {
      return { status: 500, body: { status: 500, code: 'INTERNAL_ERROR', message: 'A fault of the registry.' } };
    }
    const body = authzenErrorOf(error);
    return { status: body.status, body };
  }
}

export function authzenErrorOf(error: AppError): AuthzenError {
  const { code, message, details } = error;
  const reasons = (details.errors ?? []).map(({ pointer, detail }) => `${pointer}: ${detail}`);
  // The standard tells whatever is wrong with a request by 400, a wrong content type too.
  const status = code === 'UNSUPPORTED_MEDIA_TYPE' ? 400 : statusOf(error);
  return { status, code, message: [message, ...reasons].join(' ') };
}
