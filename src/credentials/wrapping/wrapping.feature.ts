import type { Feature } from '../../common/feature.js';
import { WrappedAnswer } from './wrapped-answer.entity.js';
import { WrappedAnswersRepository } from './wrapped-answers.repository.js';
import { WrappingCleanup } from './wrapping-cleanup.js';
import { WrappingController } from './wrapping.controller.js';
import { WrappingInterceptor } from './wrapping.interceptor.js';
import { WrappingService } from './wrapping.service.js';
import { WrappingSubscriber } from './wrapping.subscriber.js';

export const WRAPPING: Feature = {
  entities: [WrappedAnswer],
  controllers: [WrappingController],
  providers: [WrappedAnswersRepository, WrappingCleanup, WrappingInterceptor, WrappingService, WrappingSubscriber],
};
