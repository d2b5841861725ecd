import type { OpenAPIObject } from '@nestjs/swagger';
import { sampleOf } from './sample.js';

const document = {
  components: {
    schemas: {
      Window: {
        type: 'object',
        required: ['from'],
        properties: { from: { type: 'string', example: '09:00' }, to: { type: 'string', example: '17:00' } },
      },
    },
  },
} as unknown as OpenAPIObject;
const WINDOW = { $ref: '#/components/schemas/Window' };

describe('sampleOf', () => {
  it.each([
    [undefined, {}],
    [{ type: 'object' }, {}],
    [{ type: 'string', example: 'a', default: 'b', enum: ['c'] }, 'a'],
    [{ type: 'boolean', default: false }, false],
    [{ type: 'string', enum: ['c', 'd'] }, 'c'],
    [WINDOW, { from: '09:00' }],
    [{ allOf: [WINDOW] }, { from: '09:00' }],
    [{ type: 'array', items: WINDOW }, [{ from: '09:00' }]],
  ])('makes of %j %j', (schema, sample) => {
    expect(sampleOf(schema as never, document)).toEqual(sample);
  });
});
