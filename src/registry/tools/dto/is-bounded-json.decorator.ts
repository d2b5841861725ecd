import { ValidateBy, type ValidationOptions } from 'class-validator';

/** A JSON object that is no larger than `mostBytes` when written down. */
export function IsBoundedJson(mostBytes: number, options?: ValidationOptions): PropertyDecorator {
  return ValidateBy(
    {
      name: 'isBoundedJson',
      validator: {
        validate: (value: unknown) => isJsonObject(value) && Buffer.byteLength(JSON.stringify(value)) <= mostBytes,
        defaultMessage: (it) => `${it?.property ?? 'value'} must be a JSON object of at most ${mostBytes} bytes`,
      },
    },
    options,
  );
}

function isJsonObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
