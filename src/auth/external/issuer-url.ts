import { ValidateBy, type ValidationOptions } from 'class-validator';

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** Whether what is fetched from the URL can be trusted: https, or plain http that does not leave this machine. */
export function isTrustworthyUrl(text: unknown): text is string {
  if (typeof text !== 'string' || !/^https?:\/\/[^\s\\#]+$/.test(text) || !URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  if (username || password) return false;
  return protocol === 'https:' || LOOPBACK.test(hostname);
}

/** `https`, without credentials and fragment; `http` only for services on this machine. */
export const IsTrustworthyUrl = (options?: ValidationOptions) =>
  ValidateBy(
    {
      name: 'isTrustworthyUrl',
      validator: {
        validate: isTrustworthyUrl,
        defaultMessage: () => '$property must be an https URL without credentials and fragment',
      },
    },
    options,
  );
