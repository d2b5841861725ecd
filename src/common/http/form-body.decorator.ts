import { applyDecorators } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiConsumes } from '@nestjs/swagger';

export const FORM = 'application/x-www-form-urlencoded';

/** Forms carry a few tokens, never documents. */
export const LARGEST_FORM_BYTES = 65_536;

export interface FormBodyOptions {
  /** Fields that may be given more than once; every other one may not. */
  readonly repeatable?: readonly string[];
}

declare module 'fastify' {
  interface FastifyContextConfig {
    formBody?: FormBodyOptions;
  }
}

/** The route takes a form in place of JSON, for standards that want it. Fields without a value count as not given. */
export const FormBody = (options: FormBodyOptions = {}) =>
  applyDecorators(RouteConfig({ formBody: options }), ApiConsumes(FORM));
