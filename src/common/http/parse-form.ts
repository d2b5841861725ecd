import { ValidationFailedError } from '../errors/common.errors.js';
import { escapePointer } from '../errors/field-errors.js';
import { MalformedFormError } from './http.errors.js';

type Fields = Record<string, string | string[]>;

/**
 * A form (`application/x-www-form-urlencoded`) by the names of its fields, those in `repeatable` as lists.
 *
 * @throws MalformedFormError for a wrong percent-encoding, also of bytes that are not UTF-8; ValidationFailedError for a
 * field that is given twice and may not be.
 */
export function parseForm(text: string, repeatable: readonly string[]): Fields {
  const fields = new Map<string, string[]>();
  for (const pair of text.split('&').filter(Boolean)) {
    const [, name = '', value = ''] = /^([^=]*)=?(.*)$/s.exec(pair) ?? [];
    const key = decodeField(name);
    const values = fields.get(key);
    if (values) values.push(decodeField(value));
    else fields.set(key, [decodeField(value)]);
  }
  const twice = [...fields].find(([name, values]) => values.length > 1 && !repeatable.includes(name))?.[0];
  if (twice !== undefined) throw duplicate(twice);
  const given = [...fields].filter(([, values]) => values.some(Boolean));
  return Object.fromEntries(
    given.map(([name, values]) => [name, repeatable.includes(name) ? values.filter(Boolean) : (values[0] ?? '')]),
  );
}

/** @throws MalformedFormError */
export function decodeField(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw new MalformedFormError();
  }
}

function duplicate(name: string): ValidationFailedError {
  const detail = `${name} is given more than once`;
  return new ValidationFailedError([{ pointer: `/${escapePointer(name)}`, code: 'DUPLICATE', detail }]);
}
