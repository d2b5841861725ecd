import { IfGiven } from '../../../common/http/if-given.decorator.js';
import { RegisterToolRequest } from './register-tool.request.js';
import { Force, ForceReason } from '../../versions/dto/force.decorators.js';
import { Owner, Version } from './tool-properties.decorators.js';

/** The whole tool: what is left out is set back, except the owner. */
export class ReplaceToolRequest extends RegisterToolRequest {
  @IfGiven()
  @Owner({ required: false })
  ownerId?: string;

  @IfGiven()
  @Version({
    required: false,
    description:
      'Above the current one where the definition changes; the next one that fits the change where none is given.',
  })
  declare version?: string;

  @IfGiven()
  @Force()
  force?: boolean;

  @ForceReason()
  reason?: string;
}
