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
    updated: updated.map(({ after, changes, drift }) => ({
      ...toImported(after),
      changes: [...changes],
      drift: [...drift],
    })),
    unchanged: unchanged.map(toImported),
    gone: gone.map(({ before, outcome }) => ({ ...toImported(before), outcome })),
    skipped: [...skipped],
  };
}

/** A tool that was found by its name is what it says of itself. */
function toImported({ id, name, sourceOperation }: ToolSnapshot) {
  return { id, name, operation: sourceOperation ?? name };
}
