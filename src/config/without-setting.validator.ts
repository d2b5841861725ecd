import { ValidateBy, type ValidationArguments } from 'class-validator';

/** Shorter values stand in good secrets by chance. */
const SHORTEST = 4;

/** Does not contain the value of another setting, whatever the case of its letters. */
export const IsWithoutSetting = (other: string) =>
  ValidateBy({
    name: 'isWithoutSetting',
    validator: {
      validate: (value, parameters?: ValidationArguments) => {
        const held = String((parameters?.object as Record<string, unknown>)[other]).toLowerCase();
        return held.length < SHORTEST || !String(value).toLowerCase().includes(held);
      },
      defaultMessage: () => `$property must not contain ${other}`,
    },
  });
