import { type Extension, ExtensionPoint } from '../common/extensions/extension-point.js';

/** Something a policy may look at. */
export interface Entity {
  readonly type: string;
  readonly id: string;
  /**
   * JSON values. Of a tool: `name`, `toolType`, `tags`, `ownerId`, `scopes`, `version`, `metadata`.
   */
  readonly attributes: Readonly<Record<string, unknown>>;
  /** False of what is there and not to be used: `invoke` and `vend` are denied, whatever policies say. Absent: in use. */
  readonly inUse?: boolean;
}

export interface EntityPage {
  readonly entities: readonly Entity[];
  /** Where the next page starts; undefined on the last. */
  readonly next?: string;
}

/** Tells policies about entities of one type; `kind` is that type. RegistryModule contributes `tool`. */
export interface EntitySource extends Extension {
  /** The entity, or undefined when there is none. Throws when it cannot tell: that ends in a deny. */
  get(id: string): Promise<Entity | undefined>;

  /** What an attribute may be, where it is one of a few values; undefined where it may be anything. */
  values?(attribute: string): readonly string[] | undefined;

  /** Every entity once, in a stable order, at most 500 a page. */
  page(after?: string): Promise<EntityPage>;
}

/** Where entity sources plug in: `ENTITY_SOURCE.provide(ProjectEntitySource)`. */
export const ENTITY_SOURCE = new ExtensionPoint<EntitySource>('ENTITY_SOURCE');
