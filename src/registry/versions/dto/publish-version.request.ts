import { IsOptional } from 'class-validator';
import { IfGiven } from '../../../common/http/if-given.decorator.js';
import { ToolAnnotationsDto } from '../../tools/dto/tool-annotations.dto.js';
import {
  Annotations,
  AuthRequired,
  Endpoint,
  Kind,
  Schema,
  Scopes,
  Settings,
  Version,
} from '../../tools/dto/tool-properties.decorators.js';
import { Force, ForceReason } from './force.decorators.js';
import { VersionReference } from './version-reference.decorator.js';

/** A new version by what is different from an old one: absent is the same, null clears. */
export class PublishVersionRequest {
  @IfGiven()
  @VersionReference('The version that it is made from. Absent: the one that is served.', { required: false })
  from?: string;

  @IfGiven()
  @Version({ required: false, description: 'Its number. Absent: the next one that fits the change.' })
  version?: string;

  @IfGiven()
  @Kind({ required: false })
  type?: string;

  @IfGiven()
  @Endpoint({ required: false })
  endpoint?: string;

  @IfGiven()
  @AuthRequired({ required: false })
  authRequired?: boolean;

  @IfGiven()
  @Settings({ required: false })
  settings?: Record<string, unknown>;

  @IfGiven()
  @Schema('What the input must fit: an object.', { required: false })
  inputSchema?: Record<string, unknown>;

  @IsOptional()
  @Schema('What the output looks like; null for nothing said.', { required: false, nullable: true })
  outputSchema?: Record<string, unknown> | null;

  @IsOptional()
  @Scopes({ required: false, nullable: true })
  scopes?: string[] | null;

  @IsOptional()
  @Annotations({ required: false, nullable: true })
  annotations?: ToolAnnotationsDto | null;

  @IfGiven()
  @Force()
  force?: boolean;

  @ForceReason()
  reason?: string;
}
