import type { Feature } from '../../common/feature.js';
import { AuthController } from './auth.controller.js';
import { LockOut } from './lock-out.js';
import { LoginAttempt } from './login-attempt.entity.js';
import { LoginAttemptsRepository } from './login-attempts.repository.js';
import { LoginRecords } from './login-records.js';
import { LoginTokens } from './login-tokens.js';
import { LoginService } from './login.service.js';

export const LOGIN: Feature = {
  entities: [LoginAttempt],
  controllers: [AuthController],
  providers: [LockOut, LoginAttemptsRepository, LoginRecords, LoginService, LoginTokens],
};
