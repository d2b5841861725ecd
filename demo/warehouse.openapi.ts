const sku = {
  name: 'sku',
  in: 'path',
  required: true,
  description: 'Article number, such as `BOLT-M8`.',
  schema: { type: 'string', pattern: '^[A-Z0-9-]{3,20}$' },
};

/** Describes the service that the demo starts, so that something imported can truly be called. */
export function warehouseDocument(url: string): object {
  return {
    openapi: '3.1.0',
    info: { title: 'Warehouse', version: '1.0.0', description: 'What lies on the shelves.' },
    servers: [{ url }],
    security: [{ warehouseKey: [] }],
    paths: {
      '/stock/{sku}': {
        get: {
          operationId: 'readStock',
          summary: 'How many pieces of an article are left on the shelf',
          parameters: [sku],
          responses: {
            200: {
              description: 'The pieces left.',
              content: {
                'application/json': {
                  schema: {
                    type: 'object',
                    required: ['sku', 'pieces'],
                    properties: { sku: { type: 'string' }, pieces: { type: 'integer' } },
                  },
                },
              },
            },
          },
        },
      },
    },
    components: { securitySchemes: { warehouseKey: { type: 'apiKey', in: 'header', name: 'X-Warehouse-Key' } } },
  };
}
