import type { DefinitionChange } from '../tools/definition-change.js';

/** Kinds of changes that whoever imports may declare to be benign. What is not among them never is. */
export const BENIGN_KINDS = ['title', 'description', 'tags', 'metadata', 'schemaTexts', 'schemaAdditions'] as const;
export type BenignKind = (typeof BENIGN_KINDS)[number];

const at = (pointer: string) => (change: DefinitionChange) => change.pointer === pointer;
const isInSchema = ({ pointer }: DefinitionChange) => /^\/(input|output)Schema(\/|$)/.test(pointer);

const COVERS: Readonly<Record<BenignKind, (change: DefinitionChange) => boolean>> = {
  title: at('/title'),
  description: at('/description'),
  tags: at('/tags'),
  metadata: at('/metadata'),
  schemaTexts: (it) => isInSchema(it) && it.impact === 'patch',
  schemaAdditions: (it) => isInSchema(it) && it.impact === 'minor',
};

/** Whether a change is of a declared kind; one that may break callers is of none. */
export function isBenign(change: DefinitionChange, declared: readonly BenignKind[]): boolean {
  return change.impact !== 'major' && declared.some((it) => COVERS[it](change));
}
