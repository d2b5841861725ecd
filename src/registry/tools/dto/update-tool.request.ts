import { IsOptional } from 'class-validator';
import { IfGiven } from '../../../common/http/if-given.decorator.js';
import { Force, ForceReason } from '../../versions/dto/force.decorators.js';
import { ToolAnnotationsDto } from './tool-annotations.dto.js';
import {
  Annotations,
  AuthRequired,
  Description,
  Endpoint,
  Kind,
  Metadata,
  Name,
  Owner,
  Schema,
  Scopes,
  Settings,
  Tags,
  Title,
  Version,
} from './tool-properties.decorators.js';

/** What is to change: absent leaves, null clears. */
export class UpdateToolRequest {
  @IfGiven()
  @Name({ required: false })
  name?: string;

  @IsOptional()
  @Title({ required: false, nullable: true, description: 'For people; null sets it back to the name.' })
  title?: string | null;

  @IfGiven()
  @Description({ required: false })
  description?: string;

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

  @IsOptional()
  @Tags({ required: false, nullable: true })
  tags?: string[] | null;

  @IsOptional()
  @Metadata({ required: false, nullable: true })
  metadata?: Record<string, unknown> | null;

  @IfGiven()
  @Version({
    required: false,
    description: 'Above the current one; the next one that fits the change where none is given.',
  })
  version?: string;

  @IfGiven()
  @Owner({ required: false })
  ownerId?: string;

  @IfGiven()
  @Force()
  force?: boolean;

  @ForceReason()
  reason?: string;
}
