import { ApiProperty } from '@nestjs/swagger';
import { ImportResultResponse } from '../../dto/import-result.response.js';
import { type ImportJob, JOB_STATUSES, type JobStatus } from '../import-job.entity.js';

export class ImportProblemPlaceResponse {
  @ApiProperty({ description: 'Pointer into the request.', example: '/document/paths' })
  pointer!: string;

  @ApiProperty({ description: 'Stable code.', example: 'INVALID_DOCUMENT' })
  code!: string;

  @ApiProperty({ description: 'What is wrong there.', example: 'A path has at most 2048 characters.' })
  detail!: string;
}

export class ImportProblemResponse {
  @ApiProperty({ description: 'Stable code of the error.', example: 'INVALID_DOCUMENT' })
  code!: string;

  @ApiProperty({ description: 'What went wrong.', example: 'A document has at most 2000 operations.' })
  detail!: string;

  @ApiProperty({ required: false, type: [ImportProblemPlaceResponse], description: 'Where.' })
  errors?: ImportProblemPlaceResponse[];
}

export class ImportJobResponse {
  @ApiProperty({ format: 'uuid', description: 'The import.', example: '019aa0c4-7c1e-7b7e-9d3c-3f1d2c1a0b11' })
  id!: string;

  @ApiProperty({ enum: JOB_STATUSES, description: 'How far it is.', example: 'succeeded' })
  status!: JobStatus;

  @ApiProperty({ description: 'Operations or lines in the document.', example: 250 })
  operations!: number;

  @ApiProperty({ description: 'How many of them were checked so far; then all are written at once.', example: 120 })
  checked!: number;

  @ApiProperty({ description: 'How often it was begun: again where an instance died.', example: 1 })
  attempts!: number;

  @ApiProperty({ type: ImportResultResponse, nullable: true, description: 'What became of it, when it succeeded.' })
  result!: ImportResultResponse | null;

  @ApiProperty({ type: ImportProblemResponse, nullable: true, description: 'Why it failed; then nothing was changed.' })
  problem!: ImportProblemResponse | null;

  @ApiProperty({ format: 'date-time', description: 'When it was asked for.', example: '2026-01-01T00:00:00.000Z' })
  createdAt!: Date;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When it was done.',
    example: '2026-01-01T00:00:04.000Z',
  })
  finishedAt!: Date | null;

  static of(job: ImportJob): ImportJobResponse {
    const { id, status, operations, checked, attempts, result, problem, createdAt, finishedAt } = job;
    return { id, status, operations, checked, attempts, result, problem, createdAt, finishedAt } as ImportJobResponse;
  }
}
