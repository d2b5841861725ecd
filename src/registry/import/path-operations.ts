import { asList, asObject, asText, type JsonObject } from './json-values.js';
import { followed } from './references.js';

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch'];

/** An operation as it stands in a document, with what its path gives it. */
export interface PathOperation {
  readonly method: string;
  readonly path: string;
  readonly item: JsonObject;
  readonly operation: JsonObject;
  /** Those of the operation, and those of the path that it does not redefine; references followed. */
  readonly parameters: readonly JsonObject[];
}

/** Every operation under `paths`, in the order of the document. */
export function pathOperations(document: JsonObject): PathOperation[] {
  return Object.entries(asObject(document['paths'])).flatMap(([path, reference]) => {
    const item = followed(document, reference);
    if (!item || !path.startsWith('/')) return [];
    const common = asList(item['parameters']);
    return METHODS.flatMap((method) => {
      const operation = followed(document, item[method]);
      if (!operation) return [];
      const own = asList(operation['parameters']);
      const parameters = merged(
        [...common, ...own].map((it) => followed(document, it)).filter((it) => it !== undefined),
      );
      return [{ method: method.toUpperCase(), path, item, operation, parameters }];
    });
  });
}

/** The later of two parameters with one name and place counts. */
function merged(parameters: readonly JsonObject[]): JsonObject[] {
  return [...new Map(parameters.map((it) => [`${String(it['in'])}:${String(it['name'])}`, it])).values()];
}

/** What an operation says of itself, in every version alike. */
export function describing({ operation }: PathOperation) {
  return {
    operationId: asText(operation['operationId']),
    summary: asText(operation['summary']),
    description: asText(operation['description']),
    tags: asList(operation['tags']).flatMap((it) => asText(it) ?? []),
    deprecated: operation['deprecated'] === true,
  };
}

/** The answer of the lowest status that means success. */
export function successfulAnswer(document: JsonObject, operation: JsonObject): JsonObject | undefined {
  const answers = asObject(operation['responses']);
  const [status] = Object.keys(answers)
    .filter((it) => /^2(\d\d|XX)$/i.test(it))
    .sort();
  return status === undefined ? undefined : followed(document, answers[status]);
}
