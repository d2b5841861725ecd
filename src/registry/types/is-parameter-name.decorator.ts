import { ValidateBy } from 'class-validator';

const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** Headers that decide where a message goes, who it is from or where it ends: no input reaches them. */
const WITHHELD =
  /^(accept-encoding|authorization|connection|content-length|content-type|cookie|expect|forwarded|host|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|via|x-forwarded-.*|x-real-ip)$/i;

/** Whether input may be sent in a header of this name. */
export function isHeaderForInput(name: string): boolean {
  return TOKEN.test(name) && !WITHHELD.test(name);
}

/** Of a header or cookie parameter: a name that HTTP knows and that belongs to the tool. */
export function IsParameterName(): PropertyDecorator {
  return ValidateBy({
    name: 'isParameterName',
    validator: {
      validate: (name: unknown, it) => isAllowed(String(name), (it?.object as { in?: unknown } | undefined)?.in),
      defaultMessage: () => 'name cannot be set by input in this place',
    },
  });
}

function isAllowed(name: string, place: unknown): boolean {
  if (place === 'header') return isHeaderForInput(name);
  return place === 'cookie' ? TOKEN.test(name) : true;
}
