import type { ToolSnapshot } from '../tools/tool-snapshot.js';
import type { GoneChoice } from './gone-choice.js';

/**
 * How what is imported finds the tools that it was before: by the operation of a document that is known by a name, or by
 * the names of the tools themselves.
 */
export type ImportSource = { readonly by: 'document'; readonly document: string } | { readonly by: 'name' };

/** What is wanted, and what the caller may do. */
export interface ImportOrder {
  readonly source: ImportSource;
  readonly agentId: string;
  readonly dryRun: boolean;
  readonly gone: GoneChoice;
  mayDiscover(tool: ToolSnapshot): boolean;
  mayManage(tool: ToolSnapshot): boolean;
  readonly mayChangeTags: boolean;
}

/** An order, and what is there already when it is carried out. */
export interface ImportSituation extends ImportOrder {
  readonly at: Date;
  /** The tools that the source finds. */
  readonly existing: readonly ToolSnapshot[];
  /** Names of other tools, in lower case. */
  readonly taken: Set<string>;
}
