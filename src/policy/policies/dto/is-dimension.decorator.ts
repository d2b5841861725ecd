import { buildMessage, ValidateBy } from 'class-validator';

const MOST_MEMBERS = 1000;

/** `"any"`, or `{"only": [...]}` of at most 1000 members that pass `isMember`. */
export function IsDimension(isMember: (value: unknown) => boolean, members: string): PropertyDecorator {
  return ValidateBy({
    name: 'isDimension',
    validator: {
      validate: (value: unknown) => value === 'any' || isOnly(value, isMember),
      defaultMessage: buildMessage(
        (prefix) =>
          `${prefix}$property must be "any" or {"only": [...]} with at most ${String(MOST_MEMBERS)} ${members}`,
      ),
    },
  });
}

function isOnly(value: unknown, isMember: (value: unknown) => boolean): boolean {
  if (typeof value !== 'object' || value === null || Object.keys(value).join() !== 'only') return false;
  const { only } = value as { only: unknown };
  return Array.isArray(only) && only.length <= MOST_MEMBERS && only.every(isMember);
}
