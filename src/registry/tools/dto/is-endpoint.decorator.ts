import { ValidateBy } from 'class-validator';

/** An absolute http or https URL that carries neither credentials nor a fragment. */
export function IsEndpoint(): PropertyDecorator {
  return ValidateBy({
    name: 'isEndpoint',
    validator: {
      validate: isEndpoint,
      defaultMessage: () => 'endpoint must be an http or https URL without credentials and without a fragment',
    },
  });
}

export function isEndpoint(value: unknown): boolean {
  if (typeof value !== 'string' || !/^https?:\/\/[^/?#@]*(?:[/?#]|$)/i.test(value) || !URL.canParse(value))
    return false;
  const { username, password, hash } = new URL(value);
  return username === '' && password === '' && hash === '';
}
