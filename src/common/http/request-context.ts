import { AsyncLocalStorage } from 'node:async_hooks';
import type { Deprecation } from './deprecation.js';

/** What is known of the request being served, wherever the code is. */
export interface RequestContext {
  readonly requestId: string;
  /** The caller's address, proxies taken off as far as they are trusted. */
  readonly address: string;
  /** The caller's trace (W3C Trace Context), where it sent one. */
  readonly traceId?: string;
  /** The agent that was authenticated, once the guard has done so. */
  agentId?: string;
  /** The code of the error catalogue that the request was refused with, or failed with. */
  errorCode?: string;
  /** That what the request is about is on its way out. */
  deprecation?: Deprecation;
}

const storage = new AsyncLocalStorage<RequestContext>();

/** Undefined outside a request: at the first start and in scheduled work. */
export function currentRequest(): RequestContext | undefined {
  return storage.getStore();
}

export function withRequest<T>(context: RequestContext, work: () => T): T {
  return storage.run(context, work);
}
