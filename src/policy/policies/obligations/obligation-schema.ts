import { getSchemaPath } from '@nestjs/swagger';
import { OBLIGATION_REQUESTS } from './obligation-requests.js';

export const MOST_OBLIGATIONS = 20;

/** Named in the API's description by whichever controller shows obligations: `ApiExtraModels(...OBLIGATION_MODELS)`. */
export const OBLIGATION_MODELS = Object.values(OBLIGATION_REQUESTS);

/** How the API describes a list of obligations. */
export const OBLIGATIONS_PROPERTY = {
  type: 'array' as const,
  maxItems: MOST_OBLIGATIONS,
  items: { oneOf: OBLIGATION_MODELS.map((it) => ({ $ref: getSchemaPath(it) })) },
  example: [
    { type: 'cap_ttl', seconds: 300 },
    { type: 'redact', fields: ['/customer/iban'] },
  ],
};
