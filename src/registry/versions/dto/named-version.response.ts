import { ApiProperty } from '@nestjs/swagger';
import { type Page, PageInfo } from '../../../common/http/page.js';

class NamedVersion {
  @ApiProperty({ description: 'The version.', example: '1.4.0' })
  version!: string;

  @ApiProperty({ format: 'uuid', description: 'Its id.', example: '019aa0c4-7c1e-7b7e-9d3c-3f1d2c1a0b21' })
  versionId!: string;

  @ApiProperty({ description: 'Of the tool: its ETag is made from it.', example: 3 })
  revision!: number;
}

export class AliasResponse extends NamedVersion {
  @ApiProperty({ description: 'The name.', example: 'stable' })
  alias!: string;
}

export class PinResponse extends NamedVersion {
  @ApiProperty({
    format: 'uuid',
    description: 'The agent that is served this version.',
    example: '019aa0c4-7c1e-7b7e-9d3c-3f1d2c1a0b12',
  })
  agentId!: string;
}

export class AliasPage implements Page<AliasResponse> {
  @ApiProperty({ type: [AliasResponse], description: 'The aliases of this page.' })
  data!: AliasResponse[];

  @ApiProperty({ type: PageInfo, description: 'Where the list goes on.' })
  page!: PageInfo;
}

export class PinPage implements Page<PinResponse> {
  @ApiProperty({ type: [PinResponse], description: 'The pins of this page.' })
  data!: PinResponse[];

  @ApiProperty({ type: PageInfo, description: 'Where the list goes on.' })
  page!: PageInfo;
}
