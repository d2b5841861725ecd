import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenAPIObject, OperationObject } from '@nestjs/swagger';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

describe('openapi.json', () => {
  let registry: TestRegistry;
  let served: OpenAPIObject;

  beforeAll(async () => {
    registry = await startTestRegistry();
    served = (await (await fetch(`${registry.url}/docs/openapi.json`)).json()) as OpenAPIObject;
  });
  afterAll(() => registry.close());

  it('is what the application serves; `npm run openapi` writes it', () => {
    const committed = JSON.parse(readFileSync(join(import.meta.dirname, '../../openapi.json'), 'utf8')) as OpenAPIObject;
    expect(served).toEqual(committed);
  });

  it('describes every operation in full', () => {
    expect(operations().filter(([, it]) => !it.summary || !it.description || !it.tags?.length).map(([name]) => name)).toEqual([]);
  });

  it('names every operation in camelCase', () => {
    expect(operations().filter(([, it]) => !/^[a-z][A-Za-z]+$/.test(it.operationId ?? '')).map(([name]) => name)).toEqual([]);
  });

  it('shows an example of every body', () => {
    const unclear = operations().filter(([, { requestBody }]) => requestBody && !hasExample(contentOf(requestBody), served));
    expect(unclear.map(([name]) => name)).toEqual([]);
  });

  it('shows what every success answers', () => {
    const unclear = operations().filter(([, { responses }]) =>
      Object.entries(responses).some(([status, it]) => /^2(?!04)/.test(status) && it && !contentOf(it)),
    );
    expect(unclear.map(([name]) => name)).toEqual([]);
  });

  it('says of every operation who may call it', () => {
    const unclear = operations().filter(([, it]) => !('x-permission' in it) && it.security?.length !== 0);
    expect(unclear.map(([name]) => name)).toEqual([]);
  });

  function operations(): [name: string, operation: OperationObject][] {
    return Object.entries(served.paths).flatMap(([path, item]) =>
      METHODS.flatMap((method): [string, OperationObject][] => {
        const operation = item[method];
        return operation ? [[`${method.toUpperCase()} ${path}`, operation]] : [];
      }),
    );
  }
});

interface MediaType {
  readonly schema?: { readonly $ref?: string; readonly example?: unknown; readonly properties?: Record<string, MediaType['schema']> };
  readonly example?: unknown;
  readonly examples?: unknown;
}

function contentOf(holder: object): MediaType | undefined {
  const content = 'content' in holder ? (holder.content as Record<string, MediaType>) : {};
  return Object.values(content)[0];
}

/** An example for the whole body, or for each of its members. */
function hasExample(media: MediaType | undefined, document: OpenAPIObject): boolean {
  if (!media) return false;
  if (media.example !== undefined || media.examples !== undefined) return true;
  const schema = resolve(media.schema, document);
  if (schema?.example !== undefined) return true;
  const members = Object.values(schema?.properties ?? {});
  return members.length > 0 && members.every((it) => it !== undefined && 'example' in it);
}

function resolve(schema: MediaType['schema'], document: OpenAPIObject): MediaType['schema'] {
  const name = schema?.$ref?.replace('#/components/schemas/', '');
  return name === undefined ? schema : (document.components?.schemas?.[name] as MediaType['schema']);
}
