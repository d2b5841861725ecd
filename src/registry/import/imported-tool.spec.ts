import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SchemaCompiler } from '../../common/schemas/schema-compiler.js';
import { importedTool } from './imported-tool.js';
import type { JsonObject } from './json-values.js';
import { openApi3Operations } from './openapi-3.operations.js';
import { swagger2Operations } from './swagger-2.operations.js';

const EXAMPLES = dirname(require.resolve('@readme/oas-examples/package.json'));
const FILES = readdirSync(EXAMPLES, { recursive: true, encoding: 'utf8' }).filter((it) =>
  /^\d\.\d\/json\/.+\.json$/.test(it),
);

function inputSchemasOf(text: string) {
  const document = JSON.parse(text) as JsonObject;
  const operations = 'swagger' in document ? swagger2Operations(document) : openApi3Operations(document);
  const context = { document, documentName: 'd', tags: [] };
  return operations.map((it) => importedTool(it, 'https://api.example.com', context).definition.inputSchema);
}

const compile = (schema: ReturnType<typeof inputSchemasOf>[number]) => new SchemaCompiler().compile(schema, '');

describe('an input schema, which is not compiled when it is imported', () => {
  it.each(FILES)('compiles: %s', (file) => {
    const schemas = inputSchemasOf(readFileSync(join(EXAMPLES, file), 'utf8'));
    schemas.slice(0, 5).forEach((it) => expect(compile(it)).toBeInstanceOf(Function));
  });

  it.each<[string, object]>([
    ['an enumeration of nothing', { enum: [] }],
    ['a reference to nothing', { $ref: '#/components/schemas/None' }],
    ['a dynamic reference', { $dynamicRef: '#none' }],
    ['a pattern that is none', { pattern: '(' }],
    ['a circle of references', { $ref: '#/components/schemas/A' }],
  ])('compiles, with %s in it', (_, schema) => {
    const parameters = [{ name: 'q', in: 'query', schema }];
    const components = { schemas: { A: { $ref: '#/components/schemas/B' }, B: { $ref: '#/components/schemas/A' } } };
    const text = JSON.stringify({ openapi: '3.1.0', paths: { '/a': { get: { parameters } } }, components });
    inputSchemasOf(text).forEach((it) => expect(compile(it)).toBeInstanceOf(Function));
  });
});
