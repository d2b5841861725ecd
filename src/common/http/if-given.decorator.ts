import { ValidateIf } from 'class-validator';

/** Absent is fine, `null` is not: unlike `IsOptional`, for members of a PATCH that cannot be cleared. */
export const IfGiven = () => ValidateIf((_, value) => value !== undefined);
