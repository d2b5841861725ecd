import type { GuardedFetch } from '../tool-type.js';

/** Servers that answer in pieces are asked for the rest with this. */
const RESUMES = 'last-event-id';

/**
 * The guarded client as the MCP library uses it for one connection.
 *
 * Remembers what the library wraps or swallows: which failure broke the connection, and in which status the server last
 * said no. Ends with the signal; only the goodbye (`DELETE`) is sent after that.
 */
export class McpExchange {
  #failure: unknown;
  #refusal: number | undefined;

  constructor(
    private readonly http: GuardedFetch,
    private readonly signal: AbortSignal,
  ) {}

  /** Why the connection broke, as the guarded client said it. */
  get failure(): unknown {
    return this.#failure;
  }

  /** The last status by which the server refused a message. */
  get refusal(): number | undefined {
    return this.#refusal;
  }

  readonly fetch = async (url: string | URL, init: RequestInit = {}): Promise<Response> => {
    // Nothing is wanted but answers: a stream of what else the server has to tell would stay open.
    if (init.method === 'GET' && !new Headers(init.headers).has(RESUMES)) return new Response(null, { status: 405 });
    if (init.method === 'DELETE') return this.http(url, init);
    try {
      const signal = init.signal ? AbortSignal.any([init.signal, this.signal]) : this.signal;
      const response = await this.http(url, { ...init, signal });
      if (response.status >= 400) this.#refusal = response.status;
      return response.body ? new Response(this.watched(response.body), response) : response;
    } catch (error) {
      throw this.noted(error);
    }
  };

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
    this.#failure ??= error;
    return error;
  }
}
