import type { Feature } from '../../common/feature.js';
import { AuthMethodChanges } from './auth-method-changes.js';
import { AuthMethodFactory } from './auth-method-factory.js';
import { AuthMethodInstance } from './auth-method-instance.entity.js';
import { AuthMethodInstancesRepository } from './auth-method-instances.repository.js';
import { AuthMethodKinds } from './auth-method-kinds.js';
import { AuthMethodsController } from './auth-methods.controller.js';
import { AuthMethodsService } from './auth-methods.service.js';
import { ConfiguredMethods } from './configured-methods.js';
import { SealedSettings } from './sealed-settings.js';

export const METHOD_INSTANCES: Feature = {
  entities: [AuthMethodInstance],
  controllers: [AuthMethodsController],
  providers: [
    AuthMethodChanges,
    AuthMethodFactory,
    AuthMethodInstancesRepository,
    AuthMethodKinds,
    AuthMethodsService,
    ConfiguredMethods,
    SealedSettings,
  ],
};
