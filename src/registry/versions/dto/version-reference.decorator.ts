import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { ValidateBy } from 'class-validator';
import { isVersionReference, REFERENCE_RULE } from '../version-param.js';

/** A version, `latest`, an alias or the id of a version. */
export const VersionReference = (description: string, { required = true } = {}): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ type: String, description, required, maxLength: 64, example: '1.4.0' }),
    ValidateBy({
      name: 'isVersionReference',
      validator: { validate: isVersionReference, defaultMessage: () => `$property ${REFERENCE_RULE}` },
    }),
  );
