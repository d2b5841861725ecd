import { Module } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { ProblemFilter } from './problem.filter.js';
import { ReplyHeadersInterceptor } from './reply-headers.interceptor.js';
import { RequestValidationPipe } from './request-validation.pipe.js';

/** What Nest applies to every route, beside the guards. */
@Module({
  providers: [
    { provide: APP_FILTER, useClass: ProblemFilter },
    { provide: APP_PIPE, useClass: RequestValidationPipe },
    { provide: APP_INTERCEPTOR, useClass: ReplyHeadersInterceptor },
  ],
})
export class HttpModule {}
