import type { Feature } from '../../common/feature.js';
import { RefreshToken } from './refresh-token.entity.js';
import { RefreshTokens } from './refresh-tokens.js';
import { RefreshTokensRepository } from './refresh-tokens.repository.js';
import { SessionAdministration } from './session-administration.js';
import { SessionEnding } from './session-ending.js';
import { SessionRefresh } from './session-refresh.js';
import { SessionStanding } from './session-standing.js';
import { SessionStart } from './session-start.js';
import { SessionTokens } from './session-tokens.js';
import { Session } from './session.entity.js';
import { SessionsController } from './sessions.controller.js';
import { SessionsRepository } from './sessions.repository.js';
import { Sessions } from './sessions.js';

export const SESSIONS: Feature = {
  entities: [RefreshToken, Session],
  controllers: [SessionsController],
  providers: [
    RefreshTokens,
    RefreshTokensRepository,
    SessionAdministration,
    SessionEnding,
    SessionRefresh,
    Sessions,
    SessionsRepository,
    SessionStanding,
    SessionStart,
    SessionTokens,
  ],
};
