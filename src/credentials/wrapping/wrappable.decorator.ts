import { applyDecorators, UseInterceptors } from '@nestjs/common';
import { ApiCreatedResponse, ApiExtraModels, getSchemaPath } from '@nestjs/swagger';
import { VendedCredentialResponse } from '../vending/dto/vended-credential.response.js';
import { WrappedCredentialResponse } from './dto/wrapped-credential.response.js';
import { WrappingInterceptor } from './wrapping.interceptor.js';

/** The route vends a credential, and wraps it where its body has `wrapTtlSeconds`. */
export const Wrappable = (description: string) =>
  applyDecorators(
    UseInterceptors(WrappingInterceptor),
    ApiExtraModels(VendedCredentialResponse, WrappedCredentialResponse),
    ApiCreatedResponse({
      description: `${description} Where \`wrapTtlSeconds\` was given, what opens it once in its place.`,
      schema: {
        oneOf: [{ $ref: getSchemaPath(VendedCredentialResponse) }, { $ref: getSchemaPath(WrappedCredentialResponse) }],
      },
    }),
  );
