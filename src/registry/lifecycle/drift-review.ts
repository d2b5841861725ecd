import { Injectable } from '@nestjs/common';
import { HiddenTextCheck } from '../checks/hidden-text.check.js';
import { ModelInstructionsCheck } from '../checks/model-instructions.check.js';
import type { DefinitionChange } from '../tools/definition-change.js';
import type { ToolSnapshot } from '../tools/tool-snapshot.js';
import type { ToolChange } from '../tools/tool-writer.js';
import { type BenignKind, isBenign } from './drift-benign.js';
import { driftChanges } from './drift-changes.js';
import { IN_USE } from './in-use.js';

/** Says whether somebody has to look at a tool again after its source has changed it. */
@Injectable()
export class DriftReview {
  constructor(
    private readonly hiddenText: HiddenTextCheck,
    private readonly instructions: ModelInstructionsCheck,
  ) {}

  /**
   * All changes of a tool in use, unless each of them is of a kind that was declared benign; none: it goes on.
   * Nothing is benign where a text of the tool hides something or tells models what to do.
   */
  driftOf({ before, after }: ToolChange, benign: readonly BenignKind[]): readonly DefinitionChange[] {
    if (!IN_USE.includes(before.status)) return [];
    const changes = driftChanges(before, after);
    const isFine = !this.isSuspect(after) && changes.every((it) => isBenign(it, benign));
    return isFine ? [] : changes;
  }

  private isSuspect(tool: ToolSnapshot): boolean {
    return this.hiddenText.find(tool).length > 0 || this.instructions.find(tool).length > 0;
  }
}
