import { IfGiven } from '../../../common/http/if-given.decorator.js';
import { ToolAnnotationsDto } from './tool-annotations.dto.js';
import {
  Annotations,
  AuthRequired,
  Description,
  Endpoint,
  Kind,
  Metadata,
  Name,
  Schema,
  Scopes,
  Settings,
  Tags,
  Title,
  Version,
} from './tool-properties.decorators.js';

export class RegisterToolRequest {
  @Name()
  name!: string;

  @IfGiven()
  @Title({ required: false })
  title?: string;

  @Description()
  description!: string;

  @Kind()
  type!: string;

  @Endpoint()
  endpoint!: string;

  @IfGiven()
  @AuthRequired({ required: false })
  authRequired?: boolean;

  @IfGiven()
  @Settings({ required: false })
  settings?: Record<string, unknown>;

  @IfGiven()
  @Schema('What the input must fit: an object. Any object where none is given.', { required: false })
  inputSchema?: Record<string, unknown>;

  @IfGiven()
  @Schema('What the output looks like.', { required: false })
  outputSchema?: Record<string, unknown>;

  @IfGiven()
  @Scopes({ required: false })
  scopes?: string[];

  @IfGiven()
  @Annotations({ required: false })
  annotations?: ToolAnnotationsDto;

  @IfGiven()
  @Tags({ required: false })
  tags?: string[];

  @IfGiven()
  @Metadata({ required: false })
  metadata?: Record<string, unknown>;

  @IfGiven()
  @Version({ required: false, description: 'Semantic version of the definition; 1.0.0 where none is given.' })
  version?: string;
}
