import { PickType } from '@nestjs/swagger';
import { IfGiven } from '../../../common/http/if-given.decorator.js';
import { DEFINITION_MEMBERS } from '../../tools/dto/definition-members.js';
import { Version } from '../../tools/dto/tool-properties.decorators.js';
import { UpdateToolRequest } from '../../tools/dto/update-tool.request.js';
import { VersionReference } from './version-reference.decorator.js';

/** A new version by what is different from an old one: absent is the same, null clears. */
export class PublishVersionRequest extends PickType(UpdateToolRequest, [...DEFINITION_MEMBERS, 'force', 'reason']) {
  @IfGiven()
  @VersionReference('The version that it is made from. Absent: the one that is served.', { required: false })
  from?: string;

  @IfGiven()
  @Version({ required: false, description: 'Its number. Absent: the next one that fits the change.' })
  version?: string;
}
