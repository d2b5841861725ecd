import { InvalidDocumentError } from '../registry.errors.js';
import { pointerTo } from '../../common/json-pointer.js';
import { asObject, isObject, type JsonObject } from './json-values.js';

const MOST_OBJECTS = 500;
const LONGEST_PATH = 2_048;

/**
 * @throws InvalidDocumentError for a list of objects or a path that nobody writes. Whoever reads the document compares
 * each with each, so that one of them could keep all others waiting for hours.
 */
export function refuseUnwieldy(document: JsonObject): void {
  for (const path of Object.keys(asObject(document['paths']))) {
    if (path.length > LONGEST_PATH) throw refusal('/paths', `A path has at most ${LONGEST_PATH} characters.`);
  }
  const open: { value: unknown; pointer: string }[] = [{ value: document, pointer: '' }];
  for (let place = open.pop(); place; place = open.pop()) {
    const { value, pointer } = place;
    if (typeof value !== 'object' || value === null) continue;
    if (Array.isArray(value) && value.filter(isObject).length > MOST_OBJECTS) {
      throw refusal(pointer, `A list has at most ${MOST_OBJECTS} objects.`);
    }
    for (const [name, member] of Object.entries(value)) open.push({ value: member, pointer: pointerTo(pointer, name) });
  }
}

function refusal(pointer: string, detail: string): InvalidDocumentError {
  return new InvalidDocumentError(detail, [{ pointer, detail }]);
}
