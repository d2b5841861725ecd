import { Injectable } from '@nestjs/common';
import { TransitionRecorder } from '../lifecycle/transition-recorder.js';
import type { Maker } from '../tools/maker.js';
import { ToolWriter } from '../tools/tool-writer.js';
import type { GoneTool } from './gone-tools.js';
import type { ImportPlan } from './import-plan.js';
import type { PlannedChange } from './planned-change.js';

/** Stores what an import comes to. Called in the transaction that holds its tools. */
@Injectable()
export class ImportWriter {
  constructor(
    private readonly writer: ToolWriter,
    private readonly transitions: TransitionRecorder,
  ) {}

  /** @throws NameTakenError when somebody else takes one of the names at the same moment. */
  async write({ created, updated, gone }: ImportPlan, maker: Maker): Promise<void> {
    if (created.length > 0) await this.writer.register(created, maker);
    if (updated.length > 0) await this.update(updated, maker);
    for (const tool of gone) await this.leave(tool);
  }

  private async update(changes: readonly PlannedChange[], maker: Maker): Promise<void> {
    await this.writer.change(changes, maker);
    for (const { after: before, quarantined: after } of changes) {
      if (after) await this.transitions.record('quarantine', { before, after });
    }
  }

  private async leave(tool: GoneTool): Promise<void> {
    if (tool.outcome === 'deprecated') await this.transitions.record('deprecate', tool);
    if (tool.outcome === 'deleted') await this.writer.remove(tool.before);
  }
}
