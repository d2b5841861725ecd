import { ValidateBy, type ValidationArguments } from 'class-validator';

/** Is given without another member of the same object. */
export const IsWithout = (other: string) =>
  ValidateBy({
    name: 'isWithout',
    validator: {
      validate: (_, parameters?: ValidationArguments) =>
        (parameters?.object as Readonly<Record<string, unknown>>)[other] === undefined,
      defaultMessage: () => `$property and ${other} exclude each other`,
    },
  });
