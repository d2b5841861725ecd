import { type Dispatcher, request as send } from 'undici';
import type { AddressGuard } from './address-guard.js';
import { ACCEPTED_ENCODINGS } from './answer-body.js';
import { toResponse } from './answer.js';
import { requestHeaders } from './header-rules.js';
import { toOutboundError } from './outbound-failure.js';
import { OutboundRefusedError, OutboundTimeoutError } from './outbound.errors.js';

type Fetch = typeof globalThis.fetch;

export interface OutboundLimits {
  readonly timeoutMs: number;
  readonly maxBytes: number;
}

/** The platform's `fetch`, except that it goes only where the guard lets it, follows no redirect and is cut at its limits. */
export function guardedFetch(guard: AddressGuard, dispatcher: Dispatcher, limits: OutboundLimits): Fetch {
  return async (input, init) => {
    const url = parseUrl(input instanceof Request ? input.url : String(input));
    const request = new Request(input, init);
    const outOfTime = AbortSignal.timeout(limits.timeoutMs);
    const signal = AbortSignal.any([outOfTime, request.signal]);
    const explain = (error: unknown): unknown => {
      if (request.signal.aborted) return request.signal.reason;
      return outOfTime.aborted ? new OutboundTimeoutError() : toOutboundError(error);
    };
    try {
      await guard.checkLiteral(url);
      const answer = await send(url, { dispatcher, signal, ...(await messageOf(request)) });
      return toResponse(answer, limits.maxBytes, explain);
    } catch (error) {
      throw explain(error);
    }
  };
}

function parseUrl(text: string): URL {
  if (!URL.canParse(text)) throw new OutboundRefusedError('its URL is not valid');
  const url = new URL(text);
  if (!['http:', 'https:'].includes(url.protocol)) throw new OutboundRefusedError('https is required');
  if (url.username || url.password) throw new OutboundRefusedError('its URL carries credentials');
  return url;
}

async function messageOf(request: Request) {
  return {
    method: request.method as Dispatcher.HttpMethod,
    headers: { ...requestHeaders(request.headers), 'accept-encoding': ACCEPTED_ENCODINGS },
    body: request.body ? Buffer.from(await request.arrayBuffer()) : null,
  };
}
