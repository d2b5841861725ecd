import type { INestApplication } from '@nestjs/common';
import { type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { buildDocument } from './document.js';

const UI_OPTIONS = {
  docExpansion: 'none',
  filter: true,
  persistAuthorization: true,
  tryItOutEnabled: true,
  deepLinking: true,
  defaultModelsExpandDepth: -1,
  validatorUrl: null,
};

/** Serves Swagger UI at `/docs` and the document at `/docs/openapi.json`, both built at the first request for them. */
export function serveDocs(app: INestApplication, publicUrl?: string): void {
  let document: OpenAPIObject | undefined;
  SwaggerModule.setup('docs', app, () => (document ??= buildDocument(app, publicUrl)), {
    jsonDocumentUrl: 'docs/openapi.json',
    raw: ['json'],
    customSiteTitle: 'GenAI Tool Registry',
    swaggerOptions: UI_OPTIONS,
  });
}
