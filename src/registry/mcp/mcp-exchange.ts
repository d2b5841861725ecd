import type { JSONRPCMessage } from '@modelcontextprotocol/client';
import type { GuardedFetch } from '../tool-type.js';
import { McpFailure, UNINTELLIGIBLE } from './mcp-failure.js';

/** Servers that answer in pieces are asked for the rest with this. */
const RESUMES = 'last-event-id';
/** By what the library says of a piece of a stream that it is no JSON, or no message. */
const NO_MESSAGE = new Set(['SyntaxError', 'ZodError']);
/** How long a server may take to close a session. */
const LONGEST_GOODBYE_MS = 2_000;

/**
 * The guarded client as the MCP library uses it for one connection.
 *
 * Remembers what the library wraps or swallows: what broke the connection, and whether the server refused the last message.
 * Ends with the signal; only the goodbye (`DELETE`) is sent after that.
 */
export class McpExchange {
  readonly #broken = new AbortController();
  readonly #asked = new Set<string>();
  #refusal: number | undefined;

  constructor(
    private readonly http: GuardedFetch,
    private readonly signal: AbortSignal,
  ) {}

  /** Aborts when the connection breaks, with the reason as the guarded client said it. */
  get broken(): AbortSignal {
    return this.#broken.signal;
  }

  /** The status by which the server refused the last message; undefined when it took it. */
  get refusal(): number | undefined {
    return this.#refusal;
  }

  /**
   * To be told of every message that comes. An answer to what nobody asked breaks the connection: the library would pass
   * over it, and wait for another until the time is up.
   */
  readonly heard = (message: JSONRPCMessage): void => {
    if (!('result' in message || 'error' in message) || this.#asked.has(String(message.id))) return;
    this.#broken.abort(new McpFailure('The MCP server answered to something that it was not asked.'));
  };

  /** To be told what goes wrong. What is no message breaks the connection too: it may have been the answer. */
  readonly failed = ({ name }: Error): void => {
    if (NO_MESSAGE.has(name)) this.#broken.abort(new McpFailure(UNINTELLIGIBLE));
  };

  readonly send = async (url: string | URL, init: RequestInit = {}): Promise<Response> => {
    // Nothing is wanted but answers: a stream of what else the server has to tell would stay open.
    if (init.method === 'GET' && !new Headers(init.headers).has(RESUMES)) return new Response(null, { status: 405 });
    this.note(init.body);
    if (init.method === 'DELETE') return this.http(url, { ...init, signal: AbortSignal.timeout(LONGEST_GOODBYE_MS) });
    try {
      const signal = init.signal ? AbortSignal.any([init.signal, this.signal]) : this.signal;
      const response = await this.http(url, { ...init, signal });
      this.#refusal = response.ok ? undefined : response.status;
      return response.body ? new Response(this.watched(response.body), response) : response;
    } catch (error) {
      throw this.noted(error);
    }
  };

  private note(body: RequestInit['body']): void {
    if (typeof body !== 'string') return;
    const { id } = JSON.parse(body) as { readonly id?: unknown };
    if (id !== undefined) this.#asked.add(String(id));
  }

  private watched(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
    const reader = body.getReader();
    return new ReadableStream({
      pull: async (controller) => {
        try {
          const { done, value } = await reader.read();
          if (done) controller.close();
          else controller.enqueue(value);
        } catch (error) {
          controller.error(this.noted(error));
        }
      },
      cancel: (reason) => reader.cancel(reason),
    });
  }

  private noted(error: unknown): unknown {
    this.#broken.abort(error);
    return error;
  }
}
