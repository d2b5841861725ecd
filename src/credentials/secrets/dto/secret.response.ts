import { ApiProperty } from '@nestjs/swagger';
import { type Page, PageInfo } from '../../../common/http/page.js';
import { SECRET_PLACEMENTS, type SecretPlacement } from '../secret-placement.js';
import type { SecretState } from '../secrets.service.js';
import { SECRET_HOLDERS, type SecretHolder } from '../tool-secret.entity.js';

export class SecretResponse {
  @ApiProperty({ description: 'Name of the slot.', example: 'warehouseKey' })
  slot!: string;

  @ApiProperty({ enum: SECRET_HOLDERS, description: 'Whose values the slot holds.', example: 'tool' })
  holder!: SecretHolder;

  @ApiProperty({ enum: SECRET_PLACEMENTS, description: 'Where on requests it travels.', example: 'header' })
  placement!: SecretPlacement;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Name of the header or query parameter.',
    example: 'X-Warehouse-Key',
  })
  name!: string | null;

  @ApiProperty({ description: 'To whom alone it is sent.', example: 'https://warehouse.example.com' })
  origin!: string;

  @ApiProperty({
    description: "Whether it is sent now. False once the tool's endpoint has another origin: then set it again.",
    example: true,
  })
  attached!: boolean;

  @ApiProperty({
    type: String,
    format: 'date-time',
    description: 'When it was last set.',
    example: '2026-03-01T12:00:00.000Z',
  })
  updatedAt!: Date;

  static of({ secret, attached }: SecretState): SecretResponse {
    const { slot, holder, placement, name, origin, updatedAt } = secret;
    return { slot, holder, placement, name, origin, attached, updatedAt };
  }
}

export class SecretPage {
  @ApiProperty({ type: [SecretResponse], description: 'The slots, by name.' })
  data!: SecretResponse[];

  @ApiProperty({ type: PageInfo, description: 'Where the list goes on.' })
  page!: PageInfo;

  static of({ data, page }: Page<SecretState>): SecretPage {
    return { data: data.map((it) => SecretResponse.of(it)), page };
  }
}
