import { decodeField } from '../../common/http/parse-form.js';
import { isUnsafeText } from '../../common/http/unsafe-input.js';

const utf8 = new TextDecoder('utf-8', { fatal: true });

export interface BasicCredentials {
  readonly clientId: string;
  readonly secret: string;
}

export function isBasic(authorization: string): boolean {
  return /^basic( |$)/i.test(authorization);
}

/** Id and secret of a client by HTTP Basic, both form-encoded inside (RFC 6749 §2.3.1); undefined when malformed. */
export function basicCredentials(authorization: string): BasicCredentials | undefined {
  const [, encoded = ''] = /^basic +([A-Za-z0-9+/]+={0,2})$/i.exec(authorization) ?? [];
  try {
    const [, id, secret] = /^([^:]+):(.+)$/s.exec(utf8.decode(Buffer.from(encoded, 'base64'))) ?? [];
    if (id === undefined || secret === undefined) return undefined;
    const credentials = { clientId: decodeField(id), secret: decodeField(secret) };
    return Object.values(credentials).some(isUnsafeText) ? undefined : credentials;
  } catch {
    return undefined;
  }
}
