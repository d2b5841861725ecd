import type { Type } from '@nestjs/common';
import { AppError, type FieldError } from '../../common/errors/app-error.js';
import { parseDto } from '../../common/extensions/parse-dto.js';
import type { ItemResult, Outcome } from './dto/bulk-result.response.js';

/** One of many, wherever it stands: readable, or refused. */
export interface BulkItem<T> {
  readonly index: number;
  readonly request: T;
}

/** What was done to a tool. */
export interface Done {
  readonly id: string;
  readonly revision: number | null;
}

const pointerTo = (index: number) => `/tools/${index}`;

export function done(index: number, outcome: Exclude<Outcome, 'refused'>, { id, revision }: Done): ItemResult {
  return { index, outcome, id, revision, problem: null };
}

/** @throws what is no refusal, but a fault. */
export function refused(index: number, error: unknown): ItemResult {
  if (!(error instanceof AppError)) throw error;
  const { code, message: detail, details } = error;
  const errors = (details.errors ?? []).map((it) => ({ ...it, pointer: below(index, it) }));
  return { index, outcome: 'refused', id: null, revision: null, problem: { code, detail, errors } };
}

/** Reads items of a request, each by itself: those that can be read, and the results of the others. */
export async function readItems<T extends object>(
  dto: Type<T>,
  items: readonly unknown[],
): Promise<{ readonly read: BulkItem<T>[]; readonly failed: ItemResult[] }> {
  const read: BulkItem<T>[] = [];
  const failed: ItemResult[] = [];
  for (const [index, item] of items.entries()) {
    try {
      read.push({ index, request: await parseDto(dto, item, pointerTo(index)) });
    } catch (error) {
      failed.push(refused(index, error));
    }
  }
  return { read, failed };
}

/** Rules on a tool name its members; those on the request name them from its root already. */
function below(index: number, { pointer }: FieldError): string {
  const root = pointerTo(index);
  return pointer === root || pointer.startsWith(`${root}/`) ? pointer : root + pointer;
}
