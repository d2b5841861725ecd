import { Body, Controller, Header, HttpCode, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Idempotent } from '../../common/http/idempotent.decorator.js';
import { UuidParam } from '../../common/http/uuid-param.js';
import { LimitClass } from '../../common/throttling/limit-class.decorator.js';
import { CurrentPrincipal, Public, RequirePermission } from '../guard/access.decorators.js';
import type { Principal } from '../principal.js';
import { ChangePasswordRequest } from './dto/change-password.request.js';
import { PasswordResetResponse } from './dto/password-reset.response.js';
import { RedeemPasswordResetRequest } from './dto/redeem-password-reset.request.js';
import { PasswordChanges } from './password-changes.js';
import { PasswordRedemption } from './password-redemption.js';
import { PasswordResetsService } from './password-resets.service.js';

@Controller('api/v1')
export class PasswordsController {
  constructor(
    private readonly changes: PasswordChanges,
    private readonly resets: PasswordResetsService,
    private readonly redemption: PasswordRedemption,
  ) {}

  @Put('auth/password')
  @LimitClass('login')
  @HttpCode(204)
  @RequirePermission('self:read')
  @ApiTags('Authentication')
  @ApiOperation({
    operationId: 'changePassword',
    summary: 'Change my password',
    description:
      'Takes a login with all your rights: no key, no client, no narrowed token. Every access token and session of yours ' +
      'ends, the one you present too; API keys stay. Wrong guesses at the current password count as at the login.',
  })
  @ApiNoContentResponse({ description: 'The password is another one. Log in again.' })
  change(@CurrentPrincipal() caller: Principal, @Body() body: ChangePasswordRequest): Promise<void> {
    return this.changes.changePassword(caller, body.currentPassword, body.newPassword);
  }

  @Post('auth/password/reset')
  @LimitClass('login')
  @HttpCode(204)
  @Public()
  @ApiTags('Authentication')
  @ApiOperation({
    operationId: 'redeemPasswordReset',
    summary: 'Set a forgotten password',
    description:
      'By the token that a manager of the agent has handed over. It serves once, and ends every access token.',
  })
  @ApiNoContentResponse({ description: 'The password is set. Log in with it.' })
  redeem(@Body() { resetToken, newPassword }: RedeemPasswordResetRequest): Promise<void> {
    return this.redemption.redeem(resetToken, newPassword);
  }

  @Post('agents/:id/password-reset')
  @LimitClass('credential')
  @Idempotent({ secrets: ['resetToken'] })
  @Header('Cache-Control', 'no-store')
  @RequirePermission('agent:manage')
  @ApiTags('Agents')
  @ApiOperation({
    operationId: 'createPasswordReset',
    summary: 'Let an agent set another password',
    description:
      'Makes a one-time token for an agent that holds no more than you. It is shown once, takes the place of the one ' +
      'before, and opens nothing once the agent is disabled or gets other rights or another password.',
  })
  @ApiCreatedResponse({ type: PasswordResetResponse, description: 'The token, this once.' })
  reset(@CurrentPrincipal() caller: Principal, @UuidParam('id') id: string): Promise<PasswordResetResponse> {
    return this.resets.issueReset(caller, id);
  }
}
