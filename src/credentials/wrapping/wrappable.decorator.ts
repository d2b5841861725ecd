import { applyDecorators, UseInterceptors } from '@nestjs/common';
import { ApiCreatedResponse, ApiExtraModels, refs } from '@nestjs/swagger';
import { RepeatedCredentialResponse } from '../vending/dto/repeated-credential.response.js';
import { VendedCredentialResponse } from '../vending/dto/vended-credential.response.js';
import { WrappedCredentialResponse } from './dto/wrapped-credential.response.js';
import { WrappingInterceptor } from './wrapping.interceptor.js';

const ANSWERS = [VendedCredentialResponse, WrappedCredentialResponse, RepeatedCredentialResponse];

/** The route vends a credential, and wraps it where its body has `wrapTtlSeconds`. */
export const Wrappable = (description: string) =>
  applyDecorators(
    UseInterceptors(WrappingInterceptor),
    ApiExtraModels(...ANSWERS),
    ApiCreatedResponse({
      description:
        `${description} Where \`wrapTtlSeconds\` was given, what opens it once in its place. To a repetition under the ` +
        'same `Idempotency-Key`, what the first answer said without its secrets.',
      schema: { oneOf: refs(...ANSWERS) },
    }),
  );
