import type { Feature } from '../../common/feature.js';
import { RevocationController } from './revocation.controller.js';
import { RevocationService } from './revocation.service.js';
import { RevocationSubscriber } from './revocation.subscriber.js';

export const REVOCATION: Feature = {
  controllers: [RevocationController],
  providers: [RevocationService, RevocationSubscriber],
};
