import type { SchemaObject } from '@nestjs/swagger';

const FIELD_ERROR: SchemaObject = {
  type: 'object',
  required: ['pointer', 'code', 'detail'],
  properties: {
    pointer: { type: 'string', description: 'JSON pointer into the body, or the name of a parameter.' },
    code: { type: 'string', description: 'Stable, UPPER_SNAKE.' },
    detail: { type: 'string', description: 'What is wrong, for people.' },
  },
};

/** RFC 9457, as every refusal is told. */
export const PROBLEM_SCHEMA: SchemaObject = {
  type: 'object',
  description: 'Why a request was refused (RFC 9457). Some codes add members of their own.',
  required: ['type', 'title', 'status', 'detail', 'instance', 'code', 'requestId'],
  properties: {
    type: { type: 'string', format: 'uri', description: 'A name for the kind of problem.' },
    title: { type: 'string', description: 'The HTTP status in words.' },
    status: { type: 'integer', description: 'The HTTP status.' },
    detail: { type: 'string', description: 'What happened and what to do about it, for people.' },
    instance: { type: 'string', description: 'The path that was asked.' },
    code: { type: 'string', description: 'Stable, UPPER_SNAKE, listed in the documentation of errors.' },
    requestId: { type: 'string', description: 'Find the request in the log by it.' },
    errors: { type: 'array', items: FIELD_ERROR, description: 'What is wrong with which part of the input.' },
  },
};
