import { ValidateIf } from 'class-validator';

/** May be left out; null is validated like any other value. */
export const IfGiven = () => ValidateIf((_, value) => value !== undefined);
