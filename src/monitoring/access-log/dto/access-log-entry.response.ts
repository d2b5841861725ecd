import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { PageInfo } from '../../../common/http/page.js';
import type { AccessLogEntry } from '../access-log-entry.entity.js';

const AN_ID = '01980d5c-6d1e-7b3a-9c57-2f1d8a3b4c5d';

export class AccessReasonResponse {
  @ApiProperty({ description: 'Why, as a stable code.', example: 'NO_PERMIT' })
  code!: string;

  @ApiProperty({ description: 'Why, in words.', example: 'No policy permits it.' })
  detail!: string;
}

export class AccessLogEntryResponse {
  @ApiProperty({
    description: 'The id of the decision, as told to the agent that was refused.',
    format: 'uuid',
    example: AN_ID,
  })
  decisionId!: string;

  @ApiProperty({ description: 'When it was decided.', format: 'date-time', example: '2026-03-01T08:00:00.000Z' })
  at!: string;

  @ApiProperty({ description: 'The agent that asked.', format: 'uuid', example: AN_ID })
  agentId!: string;

  @ApiProperty({ description: 'The tool it asked about.', format: 'uuid', example: AN_ID })
  toolId!: string;

  @ApiProperty({ description: 'What it wanted to do.', example: 'vend' })
  action!: string;

  @ApiProperty({ description: 'Whether it was allowed.', example: false })
  allowed!: boolean;

  @ApiProperty({ type: AccessReasonResponse, description: 'What settled it.' })
  reason!: AccessReasonResponse;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'The conditions under which it was allowed.',
    example: { maxTtlSeconds: 300 },
  })
  obligations!: object;

  @ApiProperty({
    type: Boolean,
    nullable: true,
    description: 'Whether it would have been allowed if the shadow policies were enforced. Null: the same.',
    example: null,
  })
  shadowAllowed!: boolean | null;

  @ApiProperty({ type: String, nullable: true, description: 'The address it came from.', example: '192.0.2.7' })
  address!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The request it came with (`X-Request-Id`).',
    example: AN_ID,
  })
  requestId!: string | null;

  static of(entry: AccessLogEntry): AccessLogEntryResponse {
    const { decisionId, at, agentId, toolId, action, allowed, obligations, shadowAllowed, address, requestId } = entry;
    const reason = { code: entry.reasonCode, detail: entry.reasonDetail };
    return {
      decisionId,
      at: at.toISOString(),
      agentId,
      toolId,
      action,
      allowed,
      reason,
      obligations,
      shadowAllowed,
      address,
      requestId,
    };
  }
}

export class AccessTraceResponse extends AccessLogEntryResponse {
  @ApiPropertyOptional({
    type: 'array',
    items: { type: 'object', additionalProperties: true },
    description: 'What each policy said. Shown to holders of `policy:read`.',
    example: [{ policyId: AN_ID, name: 'Office hours', effect: 'require', outcome: 'no_match' }],
  })
  trace?: object[];

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    description: 'Where shadow policies would have turned it round: why, and which. Shown to holders of `policy:read`.',
    example: {
      allowed: false,
      reason: { code: 'DENIED_BY_POLICY', detail: 'A policy forbids it.' },
      policyIds: [AN_ID],
    },
  })
  shadow?: object | null;
}

export class AccessLogPage {
  @ApiProperty({ type: [AccessLogEntryResponse], description: 'The decisions, the newest first.' })
  data!: AccessLogEntryResponse[];

  @ApiProperty({ type: PageInfo, description: 'Where this page stands.' })
  page!: PageInfo;
}
