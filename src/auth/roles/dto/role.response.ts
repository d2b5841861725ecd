import { ApiProperty } from '@nestjs/swagger';
import { PageInfo } from '../../../common/http/page.js';
import type { Permission } from '../../permissions.js';
import type { RoleView } from '../role-view.js';

export class RoleResponse implements RoleView {
  @ApiProperty({ description: 'What agents and policies call it.', example: 'auditor' })
  name!: string;

  @ApiProperty({ description: 'What it is for.', example: 'Reads everything that proves what happened.' })
  description!: string;

  @ApiProperty({ type: [String], description: 'What its holders may do.', example: ['self:read', 'audit:read'] })
  permissions!: readonly Permission[];

  @ApiProperty({ description: 'Whether every registry has it. It cannot be changed then.', example: true })
  builtIn!: boolean;

  @ApiProperty({ description: 'Counts its changes; the ETag is made of it.', example: 1 })
  revision!: number;

  @ApiProperty({ description: 'When it was created.', example: '2026-03-01T09:00:00.000Z' })
  createdAt!: Date;

  @ApiProperty({ description: 'When it was last changed.', example: '2026-03-01T09:00:00.000Z' })
  updatedAt!: Date;
}

export class RolePage {
  @ApiProperty({ description: 'Roles by name.', type: [RoleResponse] })
  data!: RoleResponse[];

  @ApiProperty({ description: 'Where the list goes on.', type: PageInfo })
  page!: PageInfo;
}
