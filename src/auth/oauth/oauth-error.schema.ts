import type { SchemaObject } from '@nestjs/swagger';

/** RFC 6749 §5.2. */
export const OAUTH_ERROR_SCHEMA: SchemaObject = {
  type: 'object',
  description: 'Why a request was refused (RFC 6749, section 5.2).',
  required: ['error', 'error_description'],
  properties: {
    error: { type: 'string', description: "One of the standards' codes, such as `invalid_request`." },
    error_description: { type: 'string', description: 'What is wrong, for people; in ASCII.' },
  },
};
