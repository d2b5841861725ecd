import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenAPIObject, OperationObject } from '@nestjs/swagger';
import { startTestRegistry, type TestRegistry } from '../support/registry.js';

/** RFC 7009 §2.2: 200, and nothing in it. */
const EMPTY_BY_STANDARD = 'POST /oauth/revoke';
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
    const committed = JSON.parse(
      readFileSync(join(import.meta.dirname, '../../openapi.json'), 'utf8'),
    ) as OpenAPIObject;
    expect(served).toEqual(committed);
  });

  it('describes every operation in full', () => {
    expect(
      operations()
        .filter(([, it]) => !it.summary || !it.description || !it.tags?.length)
        .map(([name]) => name),
    ).toEqual([]);
  });

  it('names every operation in camelCase', () => {
    expect(
      operations()
        .filter(([, it]) => !/^[a-z][A-Za-z]+$/.test(it.operationId ?? ''))
        .map(([name]) => name),
    ).toEqual([]);
  });

  it('shows an example of every body', () => {
    const unclear = operations().filter(
      ([, { requestBody }]) => requestBody && !showsExample(contentOf(requestBody), served),
    );
    expect(unclear.map(([name]) => name)).toEqual([]);
  });

  it('shows what every success answers', () => {
    const unclear = operations().filter(
      ([name, { responses }]) =>
        name !== EMPTY_BY_STANDARD &&
        Object.entries(responses).some(([status, it]) => /^2(?!04)/.test(status) && it && !contentOf(it)),
    );
    expect(unclear.map(([name]) => name)).toEqual([]);
  });

  it('lets every creating POST be repeated under a key, and changes nothing unseen', () => {
    const takes = ({ parameters = [] }: OperationObject, header: string) =>
      parameters.some((it) => 'name' in it && it.name === header);
    const creating = operations().filter(([name, { responses }]) => name.startsWith('POST') && '201' in responses);
    const changing = operations().filter(
      ([name, { responses }]) => /^(PUT|PATCH|DELETE)/.test(name) && 'ETag' in headersOf(responses),
    );
    expect(creating.filter(([, it]) => !takes(it, 'Idempotency-Key')).map(([name]) => name)).toEqual([]);
    expect(changing.filter(([, it]) => !takes(it, 'If-Match')).map(([name]) => name)).toEqual([]);
  });

  it('describes every parameter', () => {
    const unclear = operations().flatMap(([name, { parameters = [] }]) =>
      parameters.flatMap((it) => ('name' in it && !it.description ? [`${name}: ${it.name}`] : [])),
    );
    expect(unclear).toEqual([]);
  });

  it('says of every operation who may call it', () => {
    const unclear = operations().filter(([, it]) => !('x-permission' in it) && it.security === undefined);
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

interface Schema {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly example?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
}

interface MediaType {
  readonly schema?: Schema;
  readonly example?: unknown;
  readonly examples?: unknown;
}

function contentOf(holder: object): MediaType | undefined {
  const content = 'content' in holder ? (holder.content as Record<string, MediaType>) : {};
  return Object.values(content)[0];
}

function headersOf(responses: OperationObject['responses']): object {
  const success = Object.entries(responses).find(([status]) => status.startsWith('2'))?.[1];
  return (success && 'headers' in success && success.headers) || {};
}

function showsExample(media: MediaType | undefined, document: OpenAPIObject): boolean {
  if (!media) return false;
  return (
    media.example !== undefined ||
    media.examples !== undefined ||
    (!!media.schema && hasExample(media.schema, document))
  );
}

/** An example for the whole, or for each of its members. */
function hasExample(schema: Schema, document: OpenAPIObject): boolean {
  if ('example' in schema) return true;
  const [inherited] = schema.allOf ?? [];
  const name = (schema.$ref ?? inherited?.$ref)?.replace('#/components/schemas/', '');
  const whole = name === undefined ? schema : (document.components?.schemas?.[name] as Schema);
  const members = Object.values(whole.properties ?? {});
  return members.length > 0 && members.every((it) => hasExample(it, document));
}
