import { IfGiven } from '../../../common/http/if-given.decorator.js';
import { VersionReference } from './version-reference.decorator.js';

/** Which version of a tool is meant. */
export class VersionQuery {
  @IfGiven()
  @VersionReference(
    'The version, `latest`, an alias or the id of a version. Absent: the one that the caller is served, which is the one ' +
      'that it is pinned to, else the alias `stable`, else the latest.',
    { required: false },
  )
  version?: string;
}
