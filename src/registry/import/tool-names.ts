import { createHash } from 'node:crypto';
import { type ApiOperation, operationKey } from './api-operation.js';

const LONGEST_NAME = 64;
const LONGEST_DOCUMENT = 32;
const HASH_LENGTH = 6;

/** The name of a document that was given none: its title in lower case, fit to begin a tool's name. */
export function documentNameOf(title: string): string {
  const name = title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, LONGEST_DOCUMENT);
  return /^[a-z]/.test(name) ? name : `api_${name}`.slice(0, LONGEST_DOCUMENT).replace(/_+$/, '');
}

/** `<document>_<operation>`: the same for the same operation every time, within the rule for names. */
export function toolNameOf(document: string, operation: Pick<ApiOperation, 'method' | 'path' | 'operationId'>): string {
  const { operationId = `${operation.method.toLowerCase()}${operation.path}` } = operation;
  // `_+$` alone would look at a long run of them again from each of its members.
  const words = operationId.replace(/[^A-Za-z0-9_-]+/g, '_').replace(/^_+|(?<!_)_+$/g, '');
  const name = `${document}_${words === '' ? hashOf(operationKey(operation)) : words}`;
  if (name.length <= LONGEST_NAME) return name;
  return `${name.slice(0, LONGEST_NAME - HASH_LENGTH - 1)}_${hashOf(name)}`;
}

/** The name, or with a number behind it where it is taken. Takes the name. */
export function takeName(wanted: string, taken: Set<string>): string {
  let name = wanted;
  for (let count = 2; taken.has(name.toLowerCase()); count += 1) {
    const suffix = `_${count}`;
    name = wanted.slice(0, LONGEST_NAME - suffix.length) + suffix;
  }
  taken.add(name.toLowerCase());
  return name;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, HASH_LENGTH);
}
