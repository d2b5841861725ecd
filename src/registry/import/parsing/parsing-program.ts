import { createRequire } from 'node:module';

/** What can be asked of a parsing thread: YAML text becomes a value, an OpenAPI document what is wrong with it. */
export interface ParsingTask {
  readonly kind: 'yaml' | 'openapi';
  readonly given: unknown;
}

export type ParsingAnswer = { readonly value: unknown } | { readonly error: string };

const { resolve } = createRequire(import.meta.url);

/** Where the thread finds the libraries: it has no folder of its own. */
export const PARSING_LIBRARIES = { yaml: resolve('yaml'), openapi: resolve('@readme/openapi-parser') };

/**
 * The program of a parsing thread. A text and no module, so that it runs compiled and under test alike.
 *
 * Nothing is fetched, no file is read, whatever the references of a document say.
 */
export const PARSING_PROGRAM = `
  const { parentPort, workerData } = require('node:worker_threads');
  const { parse } = require(workerData.yaml);
  const { validate } = require(workerData.openapi);

  const WORK = {
    yaml: (text) => parse(text, { maxAliasCount: 100, logLevel: 'error' }),
    openapi: async (document) => {
      const { valid, errors } = await validate(document, { resolve: { external: false, file: false } });
      return valid ? [] : errors.map(({ message }) => message);
    },
  };

  parentPort.on('message', async ({ kind, given }) => {
    try {
      parentPort.postMessage({ value: await WORK[kind](given) });
    } catch (error) {
      parentPort.postMessage({ error: String(error.message) });
    }
  });
`;
