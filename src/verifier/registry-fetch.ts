const MOST_BYTES = 256 * 1024;

/** Fetches from the registry and throws for anything but a whole 200 in time and of bounded size, redirects included. */
export type RegistryFetch = (url: string, init: RequestInit) => Promise<Response>;

export function registryFetch(fetch: typeof globalThis.fetch, timeoutMs: number): RegistryFetch {
  return async (url, init) => {
    const response = await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
    if (response.status === 200) return new Response(await bytesOf(response));
    await response.body?.cancel();
    throw new Error(`The registry answered ${response.status} at ${url}.`);
  };
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
