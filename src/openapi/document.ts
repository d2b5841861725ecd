import type { INestApplication } from '@nestjs/common';
import {
  DocumentBuilder,
  type OpenAPIObject,
  type OperationObject,
  type ResponseObject,
  SwaggerModule,
} from '@nestjs/swagger';
import type { ErrorShape } from '../common/http/error-shape.js';
import { ErrorShapes } from '../common/http/error-shapes.js';
import { addConditionalRead } from './conditional-reads.js';
import { extensionModels, kindsAt, settingsByKind } from './extension-settings.js';
import { showKinds } from './kind-examples.js';
import { packageVersion } from './package-version.js';
import { describePathParameters } from './path-parameters.js';
import { prefillRequiredOnly } from './prefilled.js';
import { type Route, routesOf } from './routes.js';
import { addStandardAnswers } from './standard-answers.js';
import { tagsFor } from './tags.js';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
const DESCRIPTION = `Teams register the tools that their AI agents may call; every call is judged, credentialed, executed and accounted for.

Lists answer \`{ data, page }\` and take \`limit\` and \`cursor\`; the hits of a search come whole, as \`{ data }\`. Single resources carry an \`ETag\`; changing one needs it in \`If-Match\`.
Every refusal is an \`application/problem+json\` with a stable \`code\`; routes of a standard tell errors as it says. Limits are told in \`RateLimit\` and \`RateLimit-Policy\`.`;

/** The OpenAPI 3.1 document of the running application, guests included. */
export function buildDocument(app: INestApplication, publicUrl?: string): OpenAPIObject {
  const document = SwaggerModule.createDocument(app, header(publicUrl), {
    extraModels: extensionModels(app),
    autoTagControllers: false,
  });
  const operations = operationsOf(document);
  const used = new Set<string>();
  const shapes = app.get(ErrorShapes, { strict: false });
  const told = new Set<ErrorShape>();
  const responses: Record<string, ResponseObject> = {};
  for (const route of routesOf(app)) {
    const operation = operations.get(placeOf(route));
    if (!operation) continue;
    addAccess(operation, route);
    describePathParameters(operation, placeOf(route), operations);
    addConditionalRead(operation, route.method, document);
    const { shownKinds } = route;
    if (shownKinds) showKinds(operation, shownKinds, kindsAt(app, shownKinds.point), document);
    prefillRequiredOnly(operation, document);
    const shape = shapes.of(route.path);
    Object.assign(responses, addStandardAnswers(operation, route, shape));
    told.add(shape);
    for (const tag of operation.tags ?? []) used.add(tag);
  }
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, ...Object.fromEntries([...told].map((it) => [it.name, it.schema])) },
    responses,
  };
  return Object.assign(document, { tags: tagsFor(used), 'x-extension-models': settingsByKind(app) });
}

function operationsOf(document: OpenAPIObject): Map<string, OperationObject> {
  return new Map(
    Object.entries(document.paths).flatMap(([path, item]) =>
      METHODS.flatMap((method): [string, OperationObject][] => {
        const operation = item[method];
        return operation ? [[`${method.toUpperCase()} ${path}`, operation]] : [];
      }),
    ),
  );
}

/** Where a route stands in the document: `GET /api/v1/tools/{id}`. */
function placeOf({ method, path }: Route): string {
  return `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`;
}

function header(publicUrl = '/') {
  const built = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('GenAI Tool Registry')
    .setVersion(packageVersion())
    .setDescription(DESCRIPTION)
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addServer(publicUrl.replace(/(?<=.)\/$/, ''))
    .addBearerAuth({
      type: 'http',
      scheme: 'bearer',
      description: 'An access token, an API key or a vended credential.',
    })
    .addBearerAuth(
      { type: 'http', scheme: 'bearer', description: 'The METRICS_TOKEN of the configuration.' },
      'metrics',
    )
    .addBasicAuth({ type: 'http', scheme: 'basic', description: 'Id and secret of an OAuth client.' }, 'client')
    .addSecurityRequirements('bearer')
    .build();
  return { ...built, info: { ...built.info, contact: { name: 'The maintainers' } } };
}

function addAccess(operation: OperationObject, { accessRule }: Route): void {
  if (accessRule?.access === 'public') operation.security ??= [];
  if (accessRule?.access === 'permission') Object.assign(operation, { 'x-permission': accessRule.permission });
}
