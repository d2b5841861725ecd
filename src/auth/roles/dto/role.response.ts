import { ApiProperty } from '@nestjs/swagger';
import { PageInfo } from '../../../common/http/page.js';

export class RoleResponse {
  @ApiProperty({ description: 'What agents and policies call it.', example: 'auditor' })
  name!: string;

  @ApiProperty({ description: 'What it is for.', example: 'Reads everything that proves what happened.' })
  description!: string;

  @ApiProperty({ type: [String], description: 'What its holders may do.', example: ['self:read', 'audit:read'] })
  permissions!: readonly string[];
}

export class RolePage {
  @ApiProperty({ description: 'Roles by name.', type: [RoleResponse] })
  data!: RoleResponse[];

  @ApiProperty({ description: 'Where the list goes on.', type: PageInfo })
  page!: PageInfo;
}
