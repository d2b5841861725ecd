import { ApiProperty } from '@nestjs/swagger';
import { PageInfo } from '../../../common/http/page.js';

export class PermissionResponse {
  @ApiProperty({ description: 'What it is granted as: a resource and a verb.', example: 'tool:invoke' })
  permission!: string;

  @ApiProperty({
    description:
      'Whether it opens something when it is held for one tool only (`tool:invoke:<id>`), or for the tools with a tag ' +
      '(`tool:invoke:#finance`).',
    example: true,
  })
  narrowable!: boolean;
}

export class PermissionPage {
  @ApiProperty({ description: 'Permissions by name.', type: [PermissionResponse] })
  data!: PermissionResponse[];

  @ApiProperty({ description: 'Where the list goes on.', type: PageInfo })
  page!: PageInfo;
}
