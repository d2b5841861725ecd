const MOST_BYTES = 256 * 1024;

/** Fetches from the registry and throws for anything but a whole 200 in time and of bounded size, redirects included. */
export type RegistryFetch = (url: string, init: RequestInit) => Promise<Response>;

export function registryFetch(fetch: typeof globalThis.fetch, timeoutMs: number): RegistryFetch {
  return async (url, init) => {
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await fetch(url, { ...init, redirect: 'error', signal }).catch((error: unknown) =>
      unreachable(url, error),
    );
    if (response.status === 200) return new Response(await bytesOf(response));
    await response.body?.cancel();
    throw new Error(`The registry answered ${response.status} at ${url}.`);
  };
}

/** Node's own error says no more than that it failed: why is in its cause. */
function unreachable(url: string, error: unknown): never {
  const reason = error instanceof Error && error.cause !== undefined ? error.cause : error;
  throw new Error(`The registry cannot be asked at ${url}: ${String(reason)}`, { cause: error });
}

async function bytesOf({ body, url }: Response): Promise<Buffer<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    if (size > MOST_BYTES) throw new Error(`The registry answered more than ${MOST_BYTES} bytes at ${url}.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
