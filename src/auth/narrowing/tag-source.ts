import { type Extension, ExtensionPoint } from '../../common/extensions/extension-point.js';
import type { Principal } from '../principal.js';

/**
 * Tells the tags of objects of one kind, so that permissions can be narrowed to them: RegistryModule knows tools, and
 * `@RequirePermission('tool:invoke', { narrowedBy: 'id', of: 'tool' })` asks it.
 */
export interface TagSource extends Extension {
  /** The tags that the object has now; undefined where there is no such object, whatever was taken for its id. */
  tagsOf(id: string): Promise<readonly string[] | undefined>;

  /**
   * Asked before a caller is refused for one object, so that the refusal does not tell that the object exists.
   *
   * @throws the not-found error of the kind, the same where there is no object and where the caller may not know of it.
   */
  requireKnown(principal: Principal, id: string): Promise<void>;
}

/** Where tag sources plug in: `TAG_SOURCE.provide(ToolTagSource)`. */
export const TAG_SOURCE = new ExtensionPoint<TagSource>('TAG_SOURCE');
