import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Real OpenAPI documents: three versions of the standard, small and large, with and without servers. */
const DOCUMENTS: Readonly<Record<string, string>> = {
  petstore: '2.0/json/petstore.json',
  simple: '2.0/json/api-with-examples.json',
  startrek: '3.0/json/star-trek.json',
  patents: '3.0/json/uspto.json',
  repos: '3.0/json/link-example.json',
  httpcodes: '3.0/json/http-status-codes.json',
  streams: '3.0/json/callbacks.json',
  uploads: '3.0/json/file-uploads.json',
  circular: '3.0/json/circular.json',
  trains: '3.1/json/train-travel.json',
  readme: '3.1/json/readme.json',
};

export interface NamedDocument {
  readonly name: string;
  readonly document: { openapi?: string; swagger?: string };
}

export function exampleDocuments(): Promise<NamedDocument[]> {
  return Promise.all(
    Object.entries(DOCUMENTS).map(async ([name, file]) => ({
      name,
      document: JSON.parse(await readFile(require.resolve(`@readme/oas-examples/${file}`), 'utf8')),
    })),
  );
}
