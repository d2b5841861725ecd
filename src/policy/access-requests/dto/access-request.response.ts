import { ApiProperty } from '@nestjs/swagger';
import { PageInfo } from '../../../common/http/page.js';
import { type AccessRequest, REQUESTABLE_ACTIONS, type RequestableAction } from '../access-request.entity.js';
import { ACCESS_REQUEST_STATUSES, type AccessRequestStatus, statusAt } from '../access-request-status.js';

const AGENT = '01938c8e-7d2a-7b54-9d3e-2f6f1f0c9a11';

export class AccessRequestResponse {
  @ApiProperty({ format: 'uuid', description: 'Identifies it.', example: '019a9f0e-7b2d-7c11-8a02-5e1f0c9d4b33' })
  id!: string;

  @ApiProperty({ format: 'uuid', description: 'Who asks.', example: AGENT })
  agentId!: string;

  @ApiProperty({
    type: [String],
    description: 'Agents that acted for it when it asked, the latest first.',
    example: [],
  })
  actorIds!: readonly string[];

  @ApiProperty({ format: 'uuid', description: 'The tool.', example: '01938c8e-9c11-7c3e-8f60-5a1b7d2e4c33' })
  toolId!: string;

  @ApiProperty({ description: 'What is to be allowed.', enum: REQUESTABLE_ACTIONS, example: 'invoke' })
  action!: RequestableAction;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    description: 'Of the one call that it is about; null: it is about any.',
    example: { order: 4711, amount: 129.9 },
  })
  arguments!: Readonly<Record<string, unknown>> | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'SHA-256 of the arguments as canonical JSON (RFC 8785), in hex; as the audit shows it.',
    example: 'b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c',
  })
  argumentsHash!: string | null;

  @ApiProperty({ description: 'Why.', example: 'The refund of order 4711 was promised for today.' })
  justification!: string;

  @ApiProperty({ type: 'integer', description: 'Seconds asked for.', example: 1800 })
  durationSeconds!: number;

  @ApiProperty({
    description: 'How it stands now; `approved`: its grant is in force.',
    enum: ACCESS_REQUEST_STATUSES,
    example: 'approved',
  })
  status!: AccessRequestStatus;

  @ApiProperty({ description: 'Until when it can be decided.', example: '2026-03-03T09:00:00.000Z' })
  expiresAt!: Date;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Who decided.', example: AGENT })
  decidedBy!: string | null;

  @ApiProperty({ type: Date, nullable: true, description: 'When.', example: '2026-03-02T09:10:00.000Z' })
  decidedAt!: Date | null;

  @ApiProperty({ type: String, nullable: true, description: 'What they said.', example: 'Agreed.' })
  note!: string | null;

  @ApiProperty({
    type: Date,
    nullable: true,
    description: 'When the grant of an approved request ends, or would have.',
    example: '2026-03-02T09:40:00.000Z',
  })
  grantedUntil!: Date | null;

  @ApiProperty({ type: Date, nullable: true, description: 'When the one call was made.', example: null })
  usedAt!: Date | null;

  @ApiProperty({ type: 'integer', description: 'Counts its changes; the ETag is made of it.', example: 2 })
  revision!: number;

  @ApiProperty({ description: 'When it was asked.', example: '2026-03-02T09:00:00.000Z' })
  createdAt!: Date;

  @ApiProperty({ description: 'When it last changed.', example: '2026-03-02T09:10:00.000Z' })
  updatedAt!: Date;

  static of(request: AccessRequest, now: Date): AccessRequestResponse {
    const { arguments: text, argumentsHash } = request;
    return {
      ...request,
      status: statusAt(request, now),
      arguments: text === null ? null : (JSON.parse(text) as Record<string, unknown>),
      argumentsHash: argumentsHash?.toString('hex') ?? null,
    };
  }
}

export class AccessRequestPage {
  @ApiProperty({ type: [AccessRequestResponse], description: 'Access requests, in order of creation.' })
  data!: AccessRequestResponse[];

  @ApiProperty({ description: 'How to go on.' })
  page!: PageInfo;
}
