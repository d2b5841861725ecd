import type { Feature } from '../../common/feature.js';
import { PolicyTest } from './policy-test.entity.js';
import { PolicyTestChanges } from './policy-test-changes.js';
import { PolicyTestGate } from './policy-test-gate.js';
import { PolicyTestReader } from './policy-test-reader.js';
import { PolicyTestRunner } from './policy-test-runner.js';
import { PolicyTestsController } from './policy-tests.controller.js';
import { PolicyTestsRepository } from './policy-tests.repository.js';
import { PolicyTestsService } from './policy-tests.service.js';

export const POLICY_TESTS: Feature = {
  entities: [PolicyTest],
  controllers: [PolicyTestsController],
  providers: [
    PolicyTestChanges,
    PolicyTestGate,
    PolicyTestReader,
    PolicyTestRunner,
    PolicyTestsRepository,
    PolicyTestsService,
  ],
};
