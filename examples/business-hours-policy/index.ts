import { Injectable, Module } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsInt, Max, Min } from 'class-validator';
import { type AccessRequest, POLICY_TYPE, type PolicyType, type Verdict } from 'genai-tool-registry';

export class BusinessHours {
  @ApiProperty({ minimum: 0, maximum: 23, description: 'First hour (UTC) in which access is allowed.', example: 8 })
  @IsInt()
  @Min(0)
  @Max(23)
  opensAt!: number;

  @ApiProperty({ minimum: 1, maximum: 24, description: 'Hour (UTC) at which it ends.', example: 18 })
  @IsInt()
  @Min(1)
  @Max(24)
  closesAt!: number;
}

/** Matches between two hours of the day. */
@Injectable()
export class BusinessHoursPolicy implements PolicyType<BusinessHours> {
  readonly kind = 'business_hours';
  readonly description = 'Allows access between two hours of the day (UTC).';
  readonly settingsDto = BusinessHours;
  readonly dependsOn = 'principal';
  readonly defaultEffect = 'require';

  evaluate({ opensAt, closesAt }: BusinessHours, { at }: AccessRequest): Verdict {
    const hour = at.getUTCHours();
    const isOpen = opensAt <= hour && hour < closesAt;
    const validUntil = new Date(at);
    validUntil.setUTCHours(hour + 1, 0, 0, 0);
    return isOpen
      ? { outcome: 'match', reasons: [{ code: 'OPEN', detail: `It is open until ${closesAt}:00.` }], validUntil }
      : { outcome: 'no_match', reasons: [{ code: 'CLOSED', detail: `It opens at ${opensAt}:00.` }], validUntil };
  }
}

@Module({ providers: [POLICY_TYPE.provide(BusinessHoursPolicy)] })
export class BusinessHoursModule {}
