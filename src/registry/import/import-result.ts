import type { ToolSnapshot } from '../tools/tool-snapshot.js';
import type { ImportResultResponse } from './dto/import-result.response.js';
import type { ImportPlan } from './import-plan.js';

/** What is told of an import. */
export function toResult(documentName: string | null, plan: ImportPlan, dryRun: boolean): ImportResultResponse {
  const { created, updated, unchanged, gone, skipped } = plan;
  return {
    documentName,
    dryRun,
    created: created.map((it) => ({ ...toImported(it), ...(dryRun && { id: null }) })),
    updated: updated.map(({ after, quarantined, changes, drift }) => ({
      ...toImported(quarantined ?? after),
      changes: [...changes],
      drift: [...drift],
    })),
    unchanged: unchanged.map(toImported),
    gone: gone.map((it) => ({ ...toImported('after' in it ? it.after : it.before), outcome: it.outcome })),
    skipped: [...skipped],
  };
}

/** A tool that was found by its name is what it says of itself. */
function toImported({ id, name, status, sourceOperation }: ToolSnapshot) {
  return { id, name, status, operation: sourceOperation ?? name };
}
