import { SchemaCompiler } from '../../common/schemas/schema-compiler.js';
import type { ToolChecks } from '../checks/tool-checks.js';
import { ToolDefinitions } from '../tools/tool-definitions.js';
import type { ToolTypes } from '../tool-types.js';
import { HttpToolType } from '../types/http.tool-type.js';
import { OperationReader } from './operation-reader.js';
import { Reading } from './parsing/reading.js';

const types = { find: () => new HttpToolType() } as unknown as ToolTypes;
const checks = { refuseUnsafe: async () => undefined } as unknown as ToolChecks;
const reader = new OperationReader(new ToolDefinitions(types, new SchemaCompiler(), checks));
const operation = { get: { responses: { 200: { description: 'Fine.' } } } };
const document = { openapi: '3.1.0', paths: { '/a': operation, '/b': operation, '/c': operation } };
const read = (reading = new Reading(60_000)) =>
  reader.read({ document, documentName: 'd', tags: [] }, 'https://api.example.com', reading);

describe('OperationReader', () => {
  it('makes a tool of each operation', async () => {
    expect((await read()).tools.map((it) => it.operation)).toEqual(['GET /a', 'GET /b', 'GET /c']);
  });

  it('tells how far it is', async () => {
    const reading = new Reading(60_000);
    await read(reading);
    expect(reading.checked).toBe(3);
  });

  it('gives up when its time is over', async () => {
    await expect(read(new Reading(0))).rejects.toThrow('takes too long');
  });
});
