import { Module } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { EtagInterceptor } from './etag.interceptor.js';
import { PageLinkInterceptor } from './page-link.interceptor.js';
import { ProblemFilter } from './problem.filter.js';
import { RequestValidationPipe } from './request-validation.pipe.js';
import { StrayInputInterceptor } from './stray-input.interceptor.js';

/** What Nest applies to every route: the filter, the pipe, and interceptors from the outermost inwards. */
@Module({
  providers: [
    { provide: APP_FILTER, useClass: ProblemFilter },
    { provide: APP_PIPE, useClass: RequestValidationPipe },
    { provide: APP_INTERCEPTOR, useClass: StrayInputInterceptor },
    { provide: APP_INTERCEPTOR, useClass: EtagInterceptor },
    { provide: APP_INTERCEPTOR, useClass: PageLinkInterceptor },
  ],
})
export class HttpModule {}
