import { ApiProperty } from '@nestjs/swagger';
import { SECRET_PLACEMENTS, type SecretPlacement } from '../secret-placement.js';
import type { OwnSecretState } from '../own-secrets.service.js';

export class OwnSecretResponse {
  @ApiProperty({ description: 'Name of the slot.', example: 'mailToken' })
  slot!: string;

  @ApiProperty({ enum: SECRET_PLACEMENTS, description: 'Where on requests it travels.', example: 'bearer' })
  placement!: SecretPlacement;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Name of the header or query parameter.',
    example: null,
  })
  name!: string | null;

  @ApiProperty({ description: 'Whether you have put a value of your own.', example: true })
  present!: boolean;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'To whom alone your value is sent. Null: you have put none.',
    example: 'https://mail.example.com',
  })
  origin!: string | null;

  @ApiProperty({
    description: "Whether it is sent now. False once the tool's endpoint has another origin: then put it again.",
    example: true,
  })
  attached!: boolean;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When you last put it.',
    example: '2026-03-01T12:00:00.000Z',
  })
  updatedAt!: Date | null;

  static of({ slot: { slot, placement, name }, own, attached }: OwnSecretState): OwnSecretResponse {
    const { origin = null, updatedAt = null } = own ?? {};
    return { slot, placement, name, present: own !== null, origin, attached, updatedAt };
  }
}
