import { ApiProperty } from '@nestjs/swagger';
import { PageInfo } from '../../../common/http/page.js';
import type { AuditEvent } from '../audit-event.entity.js';

const AN_ID = '01980d5c-6d1e-7b3a-9c57-2f1d8a3b4c5d';

export class AuditSubjectResponse {
  @ApiProperty({ description: 'What kind of thing it was done to.', example: 'tool' })
  type!: string;

  @ApiProperty({ description: 'Which one: its id, or the name that was tried where there is none.', example: AN_ID })
  id!: string;
}

export class AuditEventResponse {
  @ApiProperty({ description: 'The id of this entry.', format: 'uuid', example: AN_ID })
  id!: string;

  @ApiProperty({ description: 'When it happened.', format: 'date-time', example: '2026-03-01T08:00:00.000Z' })
  at!: string;

  @ApiProperty({ description: 'What was done.', example: 'tool.registered' })
  action!: string;

  @ApiProperty({ description: 'Whether it was done or refused.', enum: ['success', 'refused'], example: 'success' })
  outcome!: 'success' | 'refused';

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The agent that did it; null where it was not known, and for the registry itself.',
    format: 'uuid',
    example: AN_ID,
  })
  actorId!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The agent for whom it was done, where that is not the actor.',
    format: 'uuid',
    example: null,
  })
  onBehalfOf!: string | null;

  @ApiProperty({ type: AuditSubjectResponse, description: 'To what it was done.' })
  subject!: AuditSubjectResponse;

  @ApiProperty({ type: String, nullable: true, description: 'The address it came from.', example: '192.0.2.7' })
  address!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The request it came with (`X-Request-Id`).',
    example: AN_ID,
  })
  requestId!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The decision behind it, to be found in the access log.',
    format: 'uuid',
    example: null,
  })
  decisionId!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Why, above all for refusals.', example: null })
  reason!: string | null;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    description: 'The subject before, secrets masked.',
    example: null,
  })
  before!: object | null;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    description: 'The subject after, secrets masked.',
    example: { name: 'get_weather' },
  })
  after!: object | null;

  static of({ subjectType, subjectId, at, ...event }: AuditEvent): AuditEventResponse {
    return { ...event, at: at.toISOString(), subject: { type: subjectType, id: subjectId } };
  }
}

export class AuditPage {
  @ApiProperty({ type: [AuditEventResponse], description: 'The entries, the newest first.' })
  data!: AuditEventResponse[];

  @ApiProperty({ type: PageInfo, description: 'Where this page stands.' })
  page!: PageInfo;
}
