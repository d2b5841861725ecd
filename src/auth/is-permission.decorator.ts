import { ValidateBy, type ValidationOptions } from 'class-validator';
import { isPermission } from './permissions.js';

/** `resource:verb`, `resource:verb:id`, `resource:*` or `*`. */
export const IsPermission = (options?: ValidationOptions) =>
  ValidateBy(
    {
      name: 'isPermission',
      validator: {
        validate: isPermission,
        defaultMessage: () => '$property must hold permissions such as tool:read or tool:invoke:<tool id>',
      },
    },
    options,
  );
