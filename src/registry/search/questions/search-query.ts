import { createHash } from 'node:crypto';
import { ValidationFailedError } from '../../../common/errors/common.errors.js';
import type { ToolFilter } from '../../../policy/index.js';
import type { Wanted } from '../answers/answers.js';
import type { SearchOptions } from '../dto/search-options.js';
import type { SearchToolsRequest } from '../dto/search-tools.request.js';
import { wantedIn, type WeighedText } from './conversation.js';

const KINDS = ['q', 'messages', 'plan'] as const;
const NOT_OF_PLANS = ['cursor', 'facets'] as const;
const USUAL_LIMIT = 10;

/** Cursors know a question by its hash: it may be longer than a cursor can be. */
type QueryOptions = SearchOptions & { readonly question: string };

/** A search as it was asked: once, or once for each step of a plan. */
export interface SearchQuery {
  /** Of each, the text that counts most is the first. */
  readonly texts: readonly (readonly WeighedText[])[];
  readonly options: QueryOptions;
}

/** @throws ValidationFailedError when a request asks nothing, more than one thing, or what plans do not have. */
export function searchQuery({ q, messages, plan, ...options }: SearchToolsRequest): SearchQuery {
  const asked = { q, messages, plan };
  const kinds = KINDS.filter((it) => asked[it] !== undefined);
  if (kinds.length !== 1) throw refusal(kinds[1], 'ONE_QUESTION', 'Send exactly one of q, messages and plan.');
  const misplaced = plan && NOT_OF_PLANS.find((it) => (options[it] ?? null) !== null);
  if (misplaced) throw refusal(misplaced, 'NOT_OF_PLANS', `A plan takes no ${misplaced}.`);
  const texts = plan ? plan.map(textOf) : q === undefined ? [wantedIn(messages ?? [])] : [textOf(q)];
  if (texts[0]?.length === 0) throw refusal('messages', 'NO_USER_TURN', 'One of the messages must be of the user.');
  const question = createHash('sha256').update(JSON.stringify(texts)).digest('base64url');
  return { texts, options: { ...withoutNulls(options), limit: options.limit ?? USUAL_LIMIT, question } };
}

export function wantedFrom(options: QueryOptions, visible: ToolFilter): Wanted {
  const { limit, minScore, requireFit, facets, tag, type, ownerId, status } = options;
  return { selection: { visible, tag, type, ownerId, status }, limit, minScore, requireFit, facets };
}

function textOf(text: string): WeighedText[] {
  return [{ text, weight: 1 }];
}

/** In a body `null` may stand for what is not given. */
function withoutNulls<T extends object>(given: T): T {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null)) as T;
}

function refusal(member: string | undefined, code: string, detail: string): ValidationFailedError {
  return new ValidationFailedError([{ pointer: member === undefined ? '' : `/${member}`, code, detail }]);
}
