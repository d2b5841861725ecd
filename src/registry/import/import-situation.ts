import type { BenignKind } from '../lifecycle/drift-benign.js';
import type { Maker } from '../tools/maker.js';
import type { SourceKind, ToolSnapshot } from '../tools/tool-snapshot.js';
import type { KnownVersions } from '../versions/version-number.js';
import type { GoneChoice } from './gone-choice.js';
import type { Foresight } from './import-foresight.js';

/** What is known by a name, among those of its kind. */
export interface DocumentSource {
  readonly by: 'document';
  readonly kind: SourceKind;
  readonly document: string;
}

/**
 * How what is imported finds the tools that it was before: by the operation of a document that is known by a name, or by
 * the names of the tools themselves.
 */
export type ImportSource = DocumentSource | { readonly by: 'name' };

/** What is wanted, and what the caller may do. */
export interface ImportOrder extends Maker {
  readonly source: ImportSource;
  readonly dryRun: boolean;
  readonly gone: GoneChoice;
  /** Changes for which no tool is quarantined. */
  readonly benign: readonly BenignKind[];
  mayDiscover(tool: ToolSnapshot): boolean;
  mayManage(tool: ToolSnapshot): boolean;
  readonly mayChangeTags: boolean;
}

/** What is there already when an order is carried out. */
export interface ExistingTools {
  /** The tools that the source finds. */
  readonly existing: readonly ToolSnapshot[];
  /** Names of other tools, in lower case. */
  readonly taken: Set<string>;
  /** What those that get another version are compared with, by the tool's id. */
  readonly versions: ReadonlyMap<string, KnownVersions>;
}

/** An order, and what it meets. */
export type ImportSituation = ImportOrder & ExistingTools & Foresight;

/** What a tool that is there is known by. */
export function keyOf({ name, sourceOperation }: ToolSnapshot, { by }: ImportSource): string {
  return by === 'name' ? name.toLowerCase() : (sourceOperation ?? '');
}
